/** From the config to a fitted model, each step only when something that it depends on has changed. */
import { contentKey } from '../cache/key';
import { loadConfig, type LoadedConfig } from '../config/load';
import { DEFAULT_MEMORY, MEMORY_SHARE } from '../../core/linalg/memory';
import { readDataset, stampOf } from '../dataset/read';
import type { Dataset } from '../dataset/types';
import { withModelInput } from '../brought/config';
import { broughtModel } from '../brought/model';
import { preparation } from './prepare';
import { type DatasetRequest, timed } from './request';
import type { Slot } from './slot';
import type { Prepared } from './state';

/** The dataset as its files are now. Throws what loading and reading throw. */
export async function currentDataset(request: DatasetRequest): Promise<Dataset> {
  const { engine, state, ref, work, timings } = request;
  return timed(timings, 'readMs', async () => {
    const given = await loadConfig(ref.config);
    state.brought = await broughtModel(given, state.brought);
    const brought = state.brought?.value;
    const loaded = brought ? withModelInput(given, brought) : given;
    const seed = ref.seed ?? loaded.config.seed;
    const key = await datasetKey(loaded, seed);
    if (state.dataset?.key !== key) {
      const pixelBytes = MEMORY_SHARE.pixels * (engine.memory ?? DEFAULT_MEMORY);
      state.dataset = undefined;
      state.dataset = { key, value: await readDataset(loaded, seed, pixelBytes, work) };
    }
    // Keys that do not bear on the data, such as the model's, may have changed.
    return { ...state.dataset.value, loaded, brought };
  });
}

/** The training rows as the model sees them. */
export async function preparedDataset(request: DatasetRequest, dataset: Dataset): Promise<Slot<Prepared>> {
  const { state, work, timings } = request;
  const { key, prepare } = await preparation(request, dataset);
  if (state.prepared?.key !== key) {
    state.prepared = undefined;
    const value = await timed(timings, 'readMs', () => prepare(work));
    state.prepared = { key, value };
  }
  return state.prepared;
}

async function datasetKey(loaded: LoadedConfig, seed: number): Promise<string> {
  const { config, trainFile, testFile, companions } = loaded;
  const beside = [companions.train, companions.test].flatMap(({ labels, arrays }) => [
    labels,
    ...arrays.values(),
  ]);
  const files = [trainFile, testFile, ...beside].filter((file) => file !== undefined);
  const stamps = await Promise.all(files.map(async (file) => [file, await stampOf(file)]));
  const split = testFile === undefined ? { fraction: config.test, seed } : null;
  const { exclude, columns, image } = config.features;
  return contentKey(
    stamps,
    split,
    config.label,
    exclude,
    columns,
    image,
    Object.keys(config.features.arrays),
  );
}
