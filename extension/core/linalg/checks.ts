/** Guards at the border of every backend: shapes that do not fit are faults of the caller, found at once. */
import { LensError } from '../../contract/errors';
import type { Matrix } from './types';

/** Throws when `array` does not hold `expected` numbers. */
export function expectLength(what: string, array: ArrayLike<number>, expected: number): void {
  if (array.length !== expected)
    throw new LensError('internal', `${what} holds ${array.length} numbers, ${expected} are needed.`);
}

/** Throws when the arrays of a matrix do not fit its shape, or column indices are out of range or not ascending. */
export function expectMatrix(matrix: Matrix): void {
  const { rows, cols } = matrix;
  if (matrix.kind === 'dense') {
    expectLength('A dense matrix', matrix.data, rows * cols);
    return;
  }
  const { indptr, indices, values } = matrix;
  expectLength('The row pointers', indptr, rows + 1);
  if (indptr[0] !== 0) throw new LensError('internal', 'Row pointers start at 0.');
  const stored = indptr[rows]!;
  if (indices.length < stored || values.length < stored)
    throw new LensError('internal', `A sparse matrix names ${stored} entries and holds fewer.`);
  for (let i = 0; i < rows; i++) {
    let previous = -1;
    if (indptr[i + 1]! < indptr[i]!) throw new LensError('internal', `Row pointer ${i + 1} decreases.`);
    for (let p = indptr[i]!; p < indptr[i + 1]!; p++) {
      const j = indices[p]!;
      if (j <= previous || j >= cols)
        throw new LensError(
          'internal',
          `Row ${i} of a sparse matrix: column indices must ascend below ${cols}.`,
        );
      previous = j;
    }
  }
}

/** What every backend throws when a Cholesky pivot is not a positive number. @param pivot zero-based */
export function notPositiveDefinite(n: number, pivot?: number): LensError {
  const where = pivot === undefined ? '' : ` (pivot ${pivot + 1} of ${n})`;
  return new LensError('numeric', `The ${n} × ${n} curvature matrix is not positive definite${where}.`, {
    hint: 'Raise the penalty (model.l2) or the damping (influence.damping).',
  });
}

/** What every backend throws when a matrix holds NaN or infinity where a decomposition needs numbers. */
export function notFinite(what: string): LensError {
  return new LensError('numeric', `${what} holds values that are not finite.`, {
    hint: 'Look for infinite or extremely large values in the data.',
  });
}

/** Throws when the lower triangle of a square matrix holds NaN or infinity, on which iterations would not end. */
export function expectFiniteLower(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let at = i * n; at <= i * n + i; at++)
      if (!Number.isFinite(a[at]!)) throw notFinite('The matrix to decompose');
}
