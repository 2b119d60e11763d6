/** The model that a config brings along: its files, and its layers once they are needed. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import { inputShapeOf } from '../../core/keras/topology';
import type { ModelFile } from '../../core/keras/types';
import type { LoadedConfig } from '../config/load';
import type { Slot } from '../session/slot';
import { contentKey } from '../cache/key';
import { modelStamp, readModelFile } from './read';

export interface BroughtModel {
  /** Content hash. */
  readonly key: string;
  readonly file: ModelFile;
  /** Of a row, null where it is free. */
  readonly inputShape: (number | null)[];
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
  const stamp = await modelStamp(loaded, model);
  if (known?.key === stamp) return known;
  known?.value.dispose();
  return { key: stamp, value: await open(loaded, model) };
}

async function open(loaded: LoadedConfig, config: KerasConfig): Promise<BroughtModel> {
  const file = await readModelFile(loaded, config);
  let layers: Promise<LayersModel> | undefined;
  return {
    key: weightsKey(file),
    file,
    inputShape: inputShapeOf(file.topology),
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
