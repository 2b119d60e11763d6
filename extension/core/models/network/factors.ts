/** The factors of a fitted network's curvature: made when they are first wanted, and kept where the engine keeps what is dear. */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { DerivedStore } from '../types';
import type { Batches } from './batches';
import { createEkfac, type Ekfac, ekfacOf, savedEkfac } from './ekfac';
import type { NetworkProblem } from './problem';

export interface Factors {
  /** The factors, or the error that tells why the network has none. */
  find(work: Work): Promise<Ekfac | LensError>;
}

const NAME = 'ekfac';

export function createFactors(
  problem: NetworkProblem,
  batches: Batches,
  backend: Float64Backend,
  store?: DerivedStore,
): Factors {
  let found: Ekfac | LensError | undefined;
  const make = async (work: Work): Promise<Ekfac> => {
    const saved = await store?.get(NAME);
    const known = saved && ekfacOf(problem, saved, backend);
    if (known) return known;
    const made = await createEkfac(problem, batches, backend, work);
    await store?.put(NAME, savedEkfac(made));
    return made;
  };
  return {
    async find(work) {
      try {
        return (found ??= await make(work));
      } catch (error) {
        if (!(error instanceof LensError) || !['model', 'memory'].includes(error.code)) throw error;
        return (found = error);
      }
    },
  };
}
