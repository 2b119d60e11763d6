/** A multilayer perceptron: dense layers with one activation between them, and scores at the end. */
import {
  add,
  elu,
  matMul,
  relu,
  sigmoid,
  softplus,
  tanh,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  variable,
  type Variable,
  zeros,
} from '@tensorflow/tfjs-core';
import type { MlpConfig } from '../../../contract/config';
import type { Network } from '../../autodiff/network';
import { createRandom } from '../../random';

const ACTIVATIONS: Record<MlpConfig['activation'], (x: Tensor) => Tensor> = {
  tanh,
  relu,
  sigmoid,
  elu,
  softplus,
};

/** Weights drawn as Glorot & Bengio 2010 have it, intercepts 0. */
export function createMlpNetwork(
  inputs: number,
  classes: number,
  { hidden, activation }: Pick<MlpConfig, 'hidden' | 'activation'>,
  seed: number,
): Network {
  const random = createRandom(seed);
  const sizes = [inputs, ...hidden, classes];
  const layers = sizes.slice(1).map((width, i) => dense(sizes[i], width, random));
  const activate = ACTIVATIONS[activation];
  return {
    parameters: layers.flatMap(({ weights, bias }, i) => [
      { name: `weights of layer ${i + 1}`, variable: weights, penalised: true },
      { name: `intercepts of layer ${i + 1}`, variable: bias, penalised: false },
    ]),
    apply: (rows) =>
      layers.reduce((x, { weights, bias }, i) => {
        const z = add(matMul(x as Tensor2D, weights as Tensor as Tensor2D), bias);
        return i < layers.length - 1 ? activate(z) : z;
      }, rows),
    dispose: () => layers.forEach(({ weights, bias }) => [weights, bias].forEach((part) => part.dispose())),
  };
}

function dense(inputs: number, outputs: number, random: () => number): { weights: Variable; bias: Variable } {
  const limit = Math.sqrt(6 / (inputs + outputs));
  const values = Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * limit);
  return tidy(() => ({
    weights: variable(tensor2d(values, [inputs, outputs])),
    bias: variable(zeros([outputs])),
  }));
}
