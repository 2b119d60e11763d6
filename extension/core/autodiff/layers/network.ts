// Layers call some operations as methods of tensors.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Network } from '../network';
import { requireSupported } from './supported';

/** Weights that no penalty applies to: shifts and scales. */
const INTERCEPTS = /(^|\/|_)(bias|beta|gamma)(_\d+)?$/;

/**
 * A model of layers whose last output are scores, not probabilities. Dropout is off and batch normalisation uses the moments
 * that it has learned. Throws a `model` error that names layers that are not supported.
 */
export function layersNetwork(model: LayersModel): Network {
  requireSupported(model.layers);
  return {
    parameters: model.trainableWeights.map((weight) => ({
      name: weight.originalName,
      variable: weight.read() as Variable,
      penalised: !isIntercept(weight.originalName),
    })),
    apply: (rows) => model.apply(rows, { training: false }) as Tensor,
    dispose: () => void model.dispose(),
  };
}

/** Whether a weight, by its name, is one that no penalty applies to. */
export function isIntercept(name: string): boolean {
  return INTERCEPTS.test(name);
}
