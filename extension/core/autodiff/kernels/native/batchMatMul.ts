import type { Kernel } from '../types';
import { hasOneDnn, oneDnnOp } from './oneDnn';

/** Aᵀ·B of matrices takes down to a third as long; of the other products the backend's own are as fast or faster. */
export const batchMatMul: Kernel = {
  kernel: 'BatchMatMul',
  applies: ({ a, b }, { transposeA, transposeB }) =>
    transposeA === true && transposeB !== true && a.rank === 2 && b.rank === 2 && hasOneDnn(),
  run: ({ a, b }) => oneDnnOp('_MklMatMul', [a, b], { transpose_a: true, transpose_b: false }),
};
