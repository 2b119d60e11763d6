import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Lets go of all weights. TensorFlow.js itself keeps those of layers inside layers. */
export function disposeModel(model: LayersModel): void {
  const weights = model.weights.map((weight) => weight.read());
  model.dispose();
  for (const weight of weights) if (!weight.isDisposed) weight.dispose();
}
