/** Rows of a design matrix as the tensors that a network takes. */
import { tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import type { Matrix } from '../../linalg/types';

/** Rows [from, to) in float32, rows × columns. */
export function rowsTensor(matrix: Matrix, from: number, to: number): Tensor {
  const { cols } = matrix;
  const values = new Float32Array((to - from) * cols);
  if (matrix.kind === 'dense') values.set(matrix.data.subarray(from * cols, to * cols));
  else
    for (let i = from; i < to; i++)
      for (let at = matrix.indptr[i]; at < matrix.indptr[i + 1]; at++)
        values[(i - from) * cols + matrix.indices[at]] = matrix.values[at];
  return tensor2d(values, [to - from, cols], 'float32');
}

/** The rows of these numbers, in this order. */
export function takeRows(matrix: Matrix, rows: Int32Array): Matrix {
  const { cols } = matrix;
  if (matrix.kind === 'dense') {
    const data = new Float64Array(rows.length * cols);
    rows.forEach((row, i) => data.set(matrix.data.subarray(row * cols, (row + 1) * cols), i * cols));
    return { kind: 'dense', rows: rows.length, cols, data };
  }
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (indptr[i + 1] = indptr[i] + matrix.indptr[row + 1] - matrix.indptr[row]));
  const indices = new Int32Array(indptr[rows.length]);
  const values = new Float64Array(indptr[rows.length]);
  rows.forEach((row, i) => {
    indices.set(matrix.indices.subarray(matrix.indptr[row], matrix.indptr[row + 1]), indptr[i]);
    values.set(matrix.values.subarray(matrix.indptr[row], matrix.indptr[row + 1]), indptr[i]);
  });
  return { kind: 'sparse', rows: rows.length, cols, indptr, indices, values };
}

/** 1 for the class of each row, rows × classes. */
export function targetsTensor(labels: Int32Array, classes: number): Tensor {
  const values = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => (values[i * classes + label] = 1));
  return tensor2d(values, [labels.length, classes], 'float32');
}
