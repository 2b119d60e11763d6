// Layers call some operations as methods of tensors.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { serialization, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { LensError } from '../../contract/errors';
import { registerActivations } from '../autodiff/layers/activations';
import { registerResetAfterGru } from '../autodiff/layers/resetAfterGru';
import { everyLayer, isModel, layersOf, nameOf } from './topology';
import type { LayerSpec, LayerWeights, ModelFile, Topology } from './types';

interface Container {
  getLayer?(name: string): Container;
  setWeights(weights: Tensor[]): void;
}

registerResetAfterGru();
registerActivations();

/** The model in TensorFlow.js. Throws a `model` error that names layers it does not know, or what is wrong with the weights. */
export async function loadLayers({ topology, weights }: ModelFile): Promise<LayersModel> {
  requireKnown(topology);
  try {
    if (weights.kind === 'layers') return await withWeights(topology, weights);
    const { specs, data } = weights;
    const artifacts = { modelTopology: topology, weightSpecs: specs, weightData: data.slice().buffer };
    return await loadLayersModel({ load: () => Promise.resolve(artifacts) });
  } catch (cause) {
    throw new LensError('model', `The model can't be built: ${(cause as Error).message}`, { cause });
  }
}

async function withWeights(topology: Topology, { layers }: LayerWeights): Promise<LayersModel> {
  const model = await loadLayersModel({ load: () => Promise.resolve({ modelTopology: topology }) });
  for (const { path, tensors } of layers) {
    const layer = path.reduce<Container>((inside, name) => inside.getLayer!(name), model);
    tidy(() => layer.setWeights(tensors.map(({ shape, values }) => tensor(values, shape))));
  }
  return model;
}

/** Layers that TensorFlow.js does not have, also those inside others. */
export function unknownLayers(topology: Topology): LayerSpec[] {
  const known = serialization.SerializationMap.getMap().classNameMap;
  return everyLayer(layersOf(topology)).filter(
    ({ class_name }) => !isModel(class_name) && !(class_name in known),
  );
}

function requireKnown(topology: Topology): void {
  const names = unknownLayers(topology).map((layer) => `${nameOf(layer)} (${layer.class_name})`);
  if (names.length === 0) return;
  throw new LensError('model', `TensorFlow.js has no such layers: ${names.join(', ')}.`, {
    hint: 'Replace them by layers that it has, or save the outputs of the model as a .npy array and explain a logistic model of those.',
  });
}
