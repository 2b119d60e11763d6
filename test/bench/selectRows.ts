import type { Matrix } from '../../extension/core/linalg/types';

/** These rows, in this order, as a matrix of their own. */
export function selectRows(matrix: Matrix, rows: Int32Array): Matrix {
  const { cols } = matrix;
  if (matrix.kind === 'dense') {
    const data = new Float64Array(rows.length * cols);
    rows.forEach((row, at) => {
      data.set(matrix.data.subarray(row * cols, (row + 1) * cols), at * cols);
    });
    return { kind: 'dense', rows: rows.length, cols, data };
  }
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    indptr[at + 1] = indptr[at]! + matrix.indptr[row + 1]! - matrix.indptr[row]!;
  });
  const indices = new Int32Array(indptr[rows.length]!);
  const values = new Float64Array(indices.length);
  rows.forEach((row, at) => {
    const [from, to] = [matrix.indptr[row]!, matrix.indptr[row + 1]!];
    indices.set(matrix.indices.subarray(from, to), indptr[at]);
    values.set(matrix.values.subarray(from, to), indptr[at]);
  });
  return { kind: 'sparse', rows: rows.length, cols, indptr, indices, values };
}
