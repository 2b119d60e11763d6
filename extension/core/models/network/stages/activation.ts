import { elu, relu, sigmoid, softplus, tanh, type Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../architecture';

const ACTIVATIONS: Record<Activation, (x: Tensor) => Tensor> = { tanh, relu, sigmoid, elu, softplus };

/** Scores pass as they are. */
export function activate(x: Tensor, activation: Activation | undefined): Tensor {
  return activation ? ACTIVATIONS[activation](x) : x;
}
