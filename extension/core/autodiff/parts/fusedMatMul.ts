import { type NamedAttrMap, type NamedTensorMap, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { runKernel } from '../engine';
import { finish } from './activation';
import type { Parts } from './types';

/** Two batches of one matrix, as which it gets all matrices, are multiplied as matrices: what follows is spared the batch. */
export const fusedMatMul: Parts = {
  kernel: '_FusedMatMul',
  run: (inputs, attrs) => {
    const { a, b } = inputs as Required<typeof inputs>;
    if (a.shape[0] !== 1 || b.shape[0] !== 1) return multiplied(a, b, inputs, attrs);
    const product = multiplied(reshape(a, a.shape.slice(1)), reshape(b, b.shape.slice(1)), inputs, attrs);
    return reshape(product, [1, ...product.shape.slice(-2)]);
  },
};

function multiplied(a: Tensor, b: Tensor, others: NamedTensorMap, attrs: NamedAttrMap): Tensor {
  const { transposeA, transposeB } = attrs;
  return finish(runKernel('BatchMatMul', { a: a, b: b }, { transposeA, transposeB }), others, attrs);
}
