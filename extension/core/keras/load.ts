// Layers call some operations as methods of tensors.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { serialization } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { LensError } from '../../contract/errors';
import { everyLayer, isModel, layersOf, nameOf } from './topology';
import type { ModelFile, Topology } from './types';

/** The model in TensorFlow.js. Throws a `model` error that names layers it does not know, or what is wrong with the weights. */
export async function loadLayers({ topology, weightSpecs, weightData }: ModelFile): Promise<LayersModel> {
  requireKnown(topology);
  try {
    const weights = weightData.slice().buffer;
    return await loadLayersModel({
      load: () => Promise.resolve({ modelTopology: topology, weightSpecs, weightData: weights }),
    });
  } catch (cause) {
    throw new LensError('model', `The model can't be built: ${(cause as Error).message}`, { cause });
  }
}

function requireKnown(topology: Topology): void {
  const known = serialization.SerializationMap.getMap().classNameMap;
  const names = everyLayer(layersOf(topology))
    .filter(({ class_name }) => !isModel(class_name) && !(class_name in known))
    .map((layer) => `${nameOf(layer)} (${layer.class_name})`);
  if (names.length === 0) return;
  throw new LensError('model', `TensorFlow.js has no such layers: ${names.join(', ')}.`, {
    hint: 'Replace them by layers that it has, or save the outputs of the model as a .npy array and explain a logistic model of those.',
  });
}
