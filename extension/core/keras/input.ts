/** Rows of a design matrix as the input of a model. */
import { add, mul, reshape, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { InputPlan } from './inputPlan';

/** @param rows rows × features @returns rows × shape */
export function inputTensor(rows: Tensor, { shape, scale, shift }: InputPlan): Tensor {
  return tidy(() => {
    const shaped = reshape(rows, [rows.shape[0], ...shape]);
    return scale && shift ? add(mul(shaped, tensor1d(scale)), tensor1d(shift)) : shaped;
  });
}
