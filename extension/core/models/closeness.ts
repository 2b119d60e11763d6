/** How close rows are by their features alone; larger is closer. */
import type { Matrix } from '../linalg/types';
import { denseRow } from './linear/design';
import type { Rankings } from './insight';

/**
 * @param inner x_i·x of every row with the one in question
 * @param squares ‖x_i‖² of every row
 * @param own ‖x‖²
 */
export function closeness(
  inner: Float64Array,
  squares: Float64Array,
  own: number,
): Pick<Rankings, 'euclidean' | 'cosine'> {
  return {
    euclidean: inner.map((product, i) => -Math.sqrt(Math.max(0, own + squares[i] - 2 * product))),
    cosine: inner.map((product, i) =>
      own > 0 && squares[i] > 0 ? product / Math.sqrt(own * squares[i]) : 0,
    ),
  };
}

/** Of every row of a matrix to one row of the same columns. */
export function closenessTo(features: Matrix, target: Matrix): Pick<Rankings, 'euclidean' | 'cosine'> {
  const x = denseRow(target, 0);
  const inner = new Float64Array(features.rows);
  const squares = new Float64Array(features.rows);
  for (let i = 0; i < features.rows; i++)
    eachStored(features, i, (value, j) => {
      inner[i] += value * x[j];
      squares[i] += value * value;
    });
  return closeness(
    inner,
    squares,
    x.reduce((sum, value) => sum + value * value, 0),
  );
}

/** ‖x_i‖² of one row. */
export function squaredLength(matrix: Matrix, i: number): number {
  let sum = 0;
  eachStored(matrix, i, (value) => (sum += value * value));
  return sum;
}

function eachStored(matrix: Matrix, i: number, use: (value: number, column: number) => void): void {
  if (matrix.kind === 'dense') for (let j = 0; j < matrix.cols; j++) use(matrix.data[i * matrix.cols + j], j);
  else
    for (let at = matrix.indptr[i]; at < matrix.indptr[i + 1]; at++)
      use(matrix.values[at], matrix.indices[at]);
}
