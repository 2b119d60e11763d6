/** The model that a config brings along: its files, and its layers once they are needed. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import { inputShapeOf } from '../../core/keras/topology';
import type { ModelFile } from '../../core/keras/types';
import type { WordNumbers } from '../../core/features/wordNumbers';
import type { LoadedConfig } from '../config/load';
import type { Slot } from '../session/slot';
import { contentKey } from '../cache/key';
import { modelPath, modelStamp, readModelFile } from './read';
import { wordNumbers } from './tokens';

export interface BroughtModel {
  /** Content hash of the model and its vocabulary. */
  readonly key: string;
  readonly file: ModelFile;
  /** Names of the files beside it that hold its weights. */
  readonly parts: readonly string[];
  /** Of a row, null where it is free. */
  readonly inputShape: (number | null)[];
  /** What texts become, where the config names a vocabulary. */
  readonly numbers?: WordNumbers;
  /** Loaded by the first who asks, with TensorFlow.js started. */
  layers(): Promise<LayersModel>;
  dispose(): void;
}

/** The model as its files are now; `known` when they are the same still. Undefined where the config brings none. */
export async function broughtModel(
  loaded: LoadedConfig,
  known: Slot<BroughtModel> | undefined,
): Promise<Slot<BroughtModel> | undefined> {
  const { model } = loaded.config;
  if (model.type !== 'keras') {
    known?.value.dispose();
    return undefined;
  }
  if (known?.key === (await modelStamp(loaded, model, known?.value.parts ?? []))) return known;
  known?.value.dispose();
  const value = await open(loaded, model);
  return { key: await modelStamp(loaded, model, value.parts), value };
}

async function open(loaded: LoadedConfig, config: KerasConfig): Promise<BroughtModel> {
  const { file, parts } = await readModelFile(modelPath(loaded, config));
  const inputShape = inputShapeOf(file.topology);
  const numbers = await wordNumbers(loaded, config, file.topology, inputShape);
  let layers: Promise<LayersModel> | undefined;
  return {
    key: contentKey(weightsKey(file), numbers ?? null),
    file,
    parts,
    inputShape,
    numbers,
    layers: () => (layers ??= import('../../core/keras/load').then(({ loadLayers }) => loadLayers(file))),
    dispose() {
      void layers?.then(release).catch(() => undefined);
      layers = undefined;
    },
  };
}

async function release(model: LayersModel): Promise<void> {
  const { disposeModel } = await import('../../core/keras/dispose');
  disposeModel(model);
}

function weightsKey({ topology, weights }: ModelFile): string {
  if (weights.kind === 'named') return contentKey(topology, weights.specs, weights.data);
  const values = weights.layers.flatMap(({ path, tensors }) => [
    path,
    ...tensors.map(({ values }) => values),
  ]);
  return contentKey(topology, ...values);
}
