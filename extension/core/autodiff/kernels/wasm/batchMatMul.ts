import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { stockKernel } from '../../engine';
import { matrixTransposed } from '../matrixTransposed';
import type { Kernel } from '../types';

/** With transposed operands the backend's own one is twelve times slower than transposing first. */
export const batchMatMul: Kernel = {
  kernel: 'BatchMatMul',
  applies: (_inputs, { transposeA, transposeB }) => transposeA === true || transposeB === true,
  run: ({ a, b }, { transposeA, transposeB }) =>
    tidy(() => {
      // Aᵀ·B = (Bᵀ·A)ᵀ: the smaller of the two is turned.
      if (transposeA && !transposeB && b.size < a.size)
        return matrixTransposed(product(matrixTransposed(b), a));
      return product(transposeA ? matrixTransposed(a) : a, transposeB ? matrixTransposed(b) : b);
    }),
};

function product(a: Tensor, b: Tensor): Tensor {
  return stockKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false }) as Tensor;
}
