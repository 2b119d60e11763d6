import { type Tensor, tensor, tidy, variable, type Variable, zeros } from '@tensorflow/tfjs-core';
import type { Parameter } from '../../../autodiff/network';
import type { Random } from '../../../random';

/**
 * Weights drawn as Glorot & Bengio 2010 have it, intercepts 0.
 * @param shape its last number is that of the outputs, the one before that of the inputs; those before count positions
 */
export function drawWeights(
  shape: number[],
  position: number,
  random: Random,
): { weights: Tensor; intercepts: Tensor; parameters: Parameter[] } {
  const positions = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  const [inputs, outputs] = shape.slice(-2);
  const limit = Math.sqrt(6 / (positions * (inputs + outputs)));
  const values = Float32Array.from(
    { length: positions * inputs * outputs },
    () => (2 * random() - 1) * limit,
  );
  const [weights, intercepts]: Variable[] = tidy(() => [
    variable(tensor(values, shape)),
    variable(zeros([outputs])),
  ]);
  return {
    weights,
    intercepts,
    parameters: [
      { name: `weights of layer ${position}`, variable: weights, penalised: true },
      { name: `intercepts of layer ${position}`, variable: intercepts, penalised: false },
    ],
  };
}
