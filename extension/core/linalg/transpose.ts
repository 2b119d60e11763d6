import type { SparseMatrix } from './types';

/** Xᵀ in compressed sparse rows, which are X's columns. */
export function transposeSparse(x: SparseMatrix): SparseMatrix {
  const stored = x.indptr[x.rows]!;
  const indptr = new Int32Array(x.cols + 1);
  for (let p = 0; p < stored; p++) indptr[x.indices[p]! + 1]!++;
  for (let j = 0; j < x.cols; j++) indptr[j + 1]! += indptr[j]!;
  const next = indptr.slice(0, x.cols);
  const indices = new Int32Array(stored);
  const values = new Float64Array(stored);
  for (let i = 0; i < x.rows; i++)
    for (let p = x.indptr[i]!; p < x.indptr[i + 1]!; p++) {
      const at = next[x.indices[p]!]!++;
      indices[at] = i;
      values[at] = x.values[p]!;
    }
  return { kind: 'sparse', rows: x.cols, cols: x.rows, indptr, indices, values };
}

const BLOCK = 32;

/** Aᵀ of a row-major matrix, in blocks that fit the cache. */
export function transposeDense(a: Float64Array, rows: number, cols: number): Float64Array {
  const out = new Float64Array(rows * cols);
  for (let i0 = 0; i0 < rows; i0 += BLOCK)
    for (let j0 = 0; j0 < cols; j0 += BLOCK)
      for (let i = i0; i < Math.min(rows, i0 + BLOCK); i++)
        for (let j = j0; j < Math.min(cols, j0 + BLOCK); j++) out[j * rows + i] = a[i * cols + j]!;
  return out;
}
