import { expectLength, expectMatrix } from '../checks';
import { DEFAULT_MEMORY } from '../memory';
import type { Float64Backend } from '../types';
import { factorCholesky } from './cholesky';
import { placeDense, rowMajor } from './dense';
import { decomposeSymmetric } from './eigen';
import { addProduct } from './gemm';
import { placeSparse } from './sparse';

/** Plain JavaScript: needs nothing, and is what the other backends are measured against. @param memory bytes that computations may take */
export function createCpuBackend(memory = DEFAULT_MEMORY): Float64Backend {
  return {
    name: 'cpu',
    version: '1',
    memory,
    held: () => 0,
    place(matrix) {
      expectMatrix(matrix);
      return matrix.kind === 'dense' ? placeDense(matrix) : placeSparse(matrix);
    },
    cholesky: factorCholesky,
    multiply(a, b, m, k, n, transpose = {}) {
      expectLength('A', a, m * k);
      expectLength('B', b, k * n);
      const out = new Float64Array(m * n);
      const left = transpose.a ? { data: a, offset: 0, row: 1, col: m } : rowMajor(a, k);
      const right = transpose.b ? { data: b, offset: 0, row: 1, col: k } : rowMajor(b, n);
      addProduct(m, n, k, 1, left, right, rowMajor(out, n));
      return out;
    },
    symmetricEigen: decomposeSymmetric,
    dispose() {},
  };
}
