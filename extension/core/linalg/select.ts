/** The part of a matrix that a model works on, in the form that is fastest for it. */
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

/** The same matrix in compressed rows, zeros left out. */
export function compressRows(matrix: DenseMatrix): SparseMatrix {
  const { rows, cols, data } = matrix;
  const stored = countNonZeros(data);
  const indptr = new Int32Array(rows + 1);
  const indices = new Int32Array(stored);
  const values = new Float64Array(stored);
  let to = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      if (data[at] === 0) continue;
      indices[to] = j;
      values[to++] = data[at];
    }
    indptr[i + 1] = to;
  }
  return { kind: 'sparse', rows, cols, indptr, indices, values };
}

export function countNonZeros(values: Float64Array): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) count++;
  return count;
}

function denseWithIntercept(matrix: DenseMatrix, columns: Int32Array): DenseMatrix {
  const cols = columns.length + 1;
  const data = new Float64Array(matrix.rows * cols);
  for (let i = 0, at = 0; i < matrix.rows; i++) {
    const from = i * matrix.cols;
    if (columns.length === matrix.cols) {
      data.set(matrix.data.subarray(from, from + matrix.cols), at);
      at += matrix.cols;
    } else for (const j of columns) data[at++] = matrix.data[from + j];
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
