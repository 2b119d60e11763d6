/** The Gaussian kernel k(x, z) = exp(−γ‖x − z‖²) between rows of two matrices. */
import type { Float64Backend, Matrix, PlacedMatrix } from '../../linalg/types';
import { denseRow, storedEntries } from '../linear/design';

/** n × m between the n rows of `train`, placed, and the m rows of `other`. */
export function rbfKernel(
  placed: PlacedMatrix,
  squares: Float64Array,
  other: Matrix,
  gamma: number,
): Float64Array {
  const m = other.rows;
  const columns = new Float64Array(other.cols * m);
  for (let c = 0; c < m; c++) denseRow(other, c).forEach((value, j) => (columns[j * m + c] = value));
  const out = placed.times(columns, m);
  const lengths = squaredLengths(other);
  for (let i = 0; i < placed.rows; i++)
    for (let c = 0; c < m; c++)
      out[i * m + c] = similarity(squares[i] + lengths[c] - 2 * out[i * m + c], gamma);
  return out;
}

/** ∂k(x, z)/∂x of one row by another. */
export function rbfGradient(x: Float64Array, z: Float64Array, gamma: number): Float64Array {
  const squared = x.reduce((sum, value, j) => sum + (value - z[j]) ** 2, 0);
  const slope = -2 * gamma * similarity(squared, gamma);
  return x.map((value, j) => slope * (value - z[j]));
}

/** n × n between the rows themselves. */
export function rbfKernelOfRows(placed: PlacedMatrix, squares: Float64Array, gamma: number): Float64Array {
  const n = placed.rows;
  const out = placed.rowGram();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = similarity(squares[i] + squares[j] - 2 * out[i * n + j], gamma);
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
    out[i * n + i] = 1;
  }
  return out;
}

function similarity(squaredDistance: number, gamma: number): number {
  return Math.exp(-gamma * Math.max(0, squaredDistance));
}

/** ‖x_i‖² of every row. */
export function squaredLengths(matrix: Matrix): Float64Array {
  const out = new Float64Array(matrix.rows);
  for (let i = 0; i < matrix.rows; i++) for (const value of denseRow(matrix, i)) out[i] += value * value;
  return out;
}

/** 1 over the mean squared distance of a row from the mean row: the kernel then falls to e⁻² at a typical distance of two rows. */
export function automaticGamma(matrix: Matrix, backend: Float64Backend): number {
  const placed = backend.place(matrix);
  try {
    const means = placed.transposeTimes(new Float64Array(matrix.rows).fill(1 / matrix.rows), 1);
    const ofMean = means.reduce((sum, value) => sum + value * value, 0);
    const values = matrix.kind === 'dense' ? matrix.data : matrix.values;
    let squares = 0;
    for (let at = 0; at < storedEntries(matrix); at++) squares += values[at] ** 2;
    const spread = squares / matrix.rows - ofMean;
    return spread > 1e-12 * ofMean ? 1 / spread : 1;
  } finally {
    placed.dispose();
  }
}
