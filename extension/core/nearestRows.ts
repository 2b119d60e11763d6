/** Distances between rows of design matrices. */
import { createPacer } from './pacing';
import type { Work } from '../contract/progress';
import type { Matrix } from './linalg/types';

export interface Nearest {
  /** Index of the row. */
  row: number;
  distance: number;
}

/** The row of `matrix` that is nearest to `x`, by Euclidean distance. @param x one number a column @param except a row that does not count */
export async function nearestRow(
  matrix: Matrix,
  x: Float64Array,
  except: number,
  work: Work,
): Promise<Nearest> {
  const pacer = createPacer(work);
  let best: Nearest = { row: -1, distance: Infinity };
  const own = x.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0; i < matrix.rows; i++) {
    if (i % 4096 === 4095) await pacer.pause();
    if (i === except) continue;
    const squared = matrix.kind === 'dense' ? denseDistance(matrix, i, x) : sparseDistance(matrix, i, x, own);
    if (squared < best.distance) best = { row: i, distance: squared };
  }
  return { row: best.row, distance: Math.sqrt(best.distance) };
}

/** Euclidean distances of all rows from `x`. */
export function distancesFrom(matrix: Matrix, x: Float64Array): Float64Array {
  const own = x.reduce((sum, value) => sum + value * value, 0);
  return Float64Array.from({ length: matrix.rows }, (_, i) =>
    Math.sqrt(matrix.kind === 'dense' ? denseDistance(matrix, i, x) : sparseDistance(matrix, i, x, own)),
  );
}

function denseDistance(
  { data, cols }: Extract<Matrix, { kind: 'dense' }>,
  i: number,
  x: Float64Array,
): number {
  let sum = 0;
  for (let j = 0, at = i * cols; j < cols; j++, at++) {
    const difference = data[at] - x[j];
    sum += difference * difference;
  }
  return sum;
}

/** Columns that row i leaves out count with x alone. */
function sparseDistance(
  { indptr, indices, values }: Extract<Matrix, { kind: 'sparse' }>,
  i: number,
  x: Float64Array,
  own: number,
): number {
  let sum = own;
  for (let at = indptr[i]; at < indptr[i + 1]; at++) {
    const theirs = x[indices[at]];
    sum += (values[at] - theirs) ** 2 - theirs * theirs;
  }
  return Math.max(0, sum);
}
