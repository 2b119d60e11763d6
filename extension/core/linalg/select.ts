/** Rows and columns of a matrix as a matrix of its own. */
import type { DenseMatrix, Matrix, SparseMatrix } from './types';

/** The columns that hold anything but zeros, ascending. */
export function occupiedColumns(matrix: Matrix): Int32Array {
  const occupied = new Uint8Array(matrix.cols);
  if (matrix.kind === 'dense') {
    for (let i = 0, at = 0; i < matrix.rows; i++)
      for (let j = 0; j < matrix.cols; j++, at++) if (matrix.data[at] !== 0) occupied[j] = 1;
  } else {
    const stored = matrix.indptr[matrix.rows];
    for (let at = 0; at < stored; at++) if (matrix.values[at] !== 0) occupied[matrix.indices[at]] = 1;
  }
  return Int32Array.from(occupied.keys()).filter((j) => occupied[j] === 1);
}

/** The matrix of these columns (ascending) with a column of ones after them. */
export function withIntercept(matrix: Matrix, columns: Int32Array): Matrix {
  return matrix.kind === 'dense' ? denseWithIntercept(matrix, columns) : sparseWithIntercept(matrix, columns);
}

/** These rows, in this order. */
export function selectRows(matrix: Matrix, rows: Int32Array): Matrix {
  if (matrix.kind === 'dense') {
    const { cols } = matrix;
    const data = new Float64Array(rows.length * cols);
    rows.forEach((i, at) => data.set(matrix.data.subarray(i * cols, (i + 1) * cols), at * cols));
    return { kind: 'dense', rows: rows.length, cols, data };
  }
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((i, at) => (indptr[at + 1] = indptr[at] + matrix.indptr[i + 1] - matrix.indptr[i]));
  const indices = new Int32Array(indptr[rows.length]);
  const values = new Float64Array(indptr[rows.length]);
  rows.forEach((i, at) => {
    indices.set(matrix.indices.subarray(matrix.indptr[i], matrix.indptr[i + 1]), indptr[at]);
    values.set(matrix.values.subarray(matrix.indptr[i], matrix.indptr[i + 1]), indptr[at]);
  });
  return { kind: 'sparse', rows: rows.length, cols: matrix.cols, indptr, indices, values };
}

function denseWithIntercept(matrix: DenseMatrix, columns: Int32Array): DenseMatrix {
  const cols = columns.length + 1;
  const data = new Float64Array(matrix.rows * cols);
  for (let i = 0, at = 0; i < matrix.rows; i++) {
    const from = i * matrix.cols;
    for (const j of columns) data[at++] = matrix.data[from + j];
    data[at++] = 1;
  }
  return { kind: 'dense', rows: matrix.rows, cols, data };
}

function sparseWithIntercept(matrix: SparseMatrix, columns: Int32Array): SparseMatrix {
  const position = new Int32Array(matrix.cols).fill(-1);
  columns.forEach((j, at) => (position[j] = at));
  const stored = matrix.indptr[matrix.rows];
  const indptr = new Int32Array(matrix.rows + 1);
  const indices = new Int32Array(stored + matrix.rows);
  const values = new Float64Array(stored + matrix.rows);
  let at = 0;
  for (let i = 0; i < matrix.rows; i++) {
    for (let from = matrix.indptr[i]; from < matrix.indptr[i + 1]; from++) {
      const j = position[matrix.indices[from]];
      if (j < 0) continue;
      indices[at] = j;
      values[at++] = matrix.values[from];
    }
    indices[at] = columns.length;
    values[at++] = 1;
    indptr[i + 1] = at;
  }
  return {
    kind: 'sparse',
    rows: matrix.rows,
    cols: columns.length + 1,
    indptr,
    indices: indices.slice(0, at),
    values: values.slice(0, at),
  };
}
