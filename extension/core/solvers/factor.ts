import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { CholeskyFactor, Float64Backend } from '../linalg/types';

/** Shares of the diagonal that are added, in turn, to a matrix that rounding left indefinite. */
const SHARES = [1e-14, 1e-12, 1e-10, 1e-8];

/**
 * A Cholesky factor of A or, where rounding left A indefinite, of A with a little more diagonal: for preconditioners, whose
 * error costs iterations and no digits. A (n × n) is changed then.
 */
export async function factorRegularized(
  a: Float64Array,
  n: number,
  backend: Float64Backend,
  work: Work,
): Promise<CholeskyFactor> {
  const diagonal = Float64Array.from({ length: n }, (_, j) => a[j * n + j]);
  const floor = diagonal.reduce((largest, value) => Math.max(largest, value), Number.MIN_VALUE) * 1e-16;
  for (const share of SHARES) {
    try {
      return await backend.cholesky(a, n, work);
    } catch (error) {
      if (!(error instanceof LensError) || error.code !== 'numeric') throw error;
      for (let j = 0; j < n; j++) a[j * n + j] = diagonal[j] * (1 + share) + floor;
    }
  }
  return backend.cholesky(a, n, work);
}
