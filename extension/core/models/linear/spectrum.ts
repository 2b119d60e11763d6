/** Extreme eigenvalues of H + δI by Lanczos' method: the largest from products, the smallest from solves. */
import type { Work } from '../../../contract/progress';
import { extremeEigenvalues } from '../../linalg/lanczos';
import type { Spectrum } from '../evidence';
import type { SolverOptions } from '../insight';
import type { LinearState } from './state';

const STEPS = 40;

export async function spectrumOf(
  { inverses, backend }: LinearState,
  { solver, damping }: SolverOptions,
  work: Work,
): Promise<Spectrum> {
  const { held } = await inverses.get(solver, damping, { solves: STEPS, rows: 0 }, work);
  const { curvature, inverse } = held;
  const n = curvature.dimension;
  const options = { steps: STEPS, seed: 1 };
  const { largest } = await extremeEigenvalues(n, (v) => curvature.times(v, 1), options, backend, work);
  const inverted = await extremeEigenvalues(
    n,
    async (v) => (await inverse.solve(v, 1, work)).x,
    options,
    backend,
    work,
  );
  return { of: 'hessian', largest, smallest: 1 / inverted.largest, damping: held.inverse.damping };
}
