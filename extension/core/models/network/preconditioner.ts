/** What polishing starts its products from: the factored curvature of the layers, G + (λ + δ)I, which is positive definite. */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { Batches } from './batches';
import { createEkfac, type Ekfac } from './ekfac';
import type { NetworkProblem } from './problem';

/** M⁻¹·v for M positive definite, near the Hessian. */
export type Preconditioner = (v: Float64Array) => Float64Array;

/** Inputs of a layer beyond which its factors cost more than the products that they save. */
const WIDEST = 1200;

/** Nothing is gained, and no harm done, where the layers cannot be factored. */
export async function factoredLayers(
  problem: NetworkProblem,
  batches: Batches,
  backend: Float64Backend,
  work: Work,
): Promise<Preconditioner> {
  // A part of polishing, not a stage of its own.
  const quiet: Work = { ...work, progress: () => undefined };
  try {
    return preconditionerOf(problem, await createEkfac(problem, batches, backend, quiet, WIDEST));
  } catch (error) {
    if (!(error instanceof LensError) || (error.code !== 'model' && error.code !== 'memory')) throw error;
    return (v) => v.slice();
  }
}

export function preconditionerOf({ l2 }: NetworkProblem, ekfac: Ekfac): Preconditioner {
  return (v) => ekfac.solve(v, l2 + ekfac.damping);
}
