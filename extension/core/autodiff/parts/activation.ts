import {
  add,
  elu,
  leakyRelu,
  type NamedAttrMap,
  prelu,
  relu,
  relu6,
  sigmoid,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { LensError } from '../../../contract/errors';

/** What fused operations do after their product: a bias and an activation. */
export function finish(
  product: Tensor,
  { bias, preluActivationWeights }: Record<string, Tensor | undefined>,
  { activation, leakyreluAlpha }: NamedAttrMap,
): Tensor {
  const x = bias ? add(product, bias) : product;
  switch (String(activation ?? 'linear')) {
    case 'linear':
      return x;
    case 'relu':
      return relu(x);
    case 'relu6':
      return relu6(x);
    case 'elu':
      return elu(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'leakyrelu':
      return leakyRelu(x, leakyreluAlpha as number | undefined);
    case 'prelu':
      return prelu(x, preluActivationWeights!);
    default:
      throw new LensError('model', `The activation ${String(activation)} has no verified derivative.`);
  }
}
