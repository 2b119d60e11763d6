import type { SolverChoice } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { MEMORY_SHARE } from '../linalg/memory';
import type { Curvature, Demand, SolverEntry } from './types';

interface Priced<C extends Curvature> {
  entry: SolverEntry<C>;
  flops: number;
}

/**
 * The cheapest solver that can meet the demand and fits the memory; of the kind that the user chose, if she did. Throws a
 * `memory` error when there is none.
 */
export function chooseSolver<C extends Curvature>(
  entries: readonly SolverEntry<C>[],
  choice: SolverChoice,
  curvature: C,
  demand: Demand,
): SolverEntry<C> {
  const best = cheapestSolver(entries, choice, curvature, demand);
  if (best === undefined) throw nothingFits(choice, curvature);
  return best.entry;
}

/** The same with what it costs; undefined when there is none. */
export function cheapestSolver<C extends Curvature>(
  entries: readonly SolverEntry<C>[],
  choice: SolverChoice,
  curvature: C,
  demand: Demand,
): Priced<C> | undefined {
  let best: Priced<C> | undefined;
  for (const entry of entries) {
    if (choice === 'auto' ? entry.onRequest : entry.choice !== choice) continue;
    const cost = entry.cost(curvature, demand);
    if (cost === undefined || cost.bytes > MEMORY_SHARE.solver * curvature.memory) continue;
    if (best === undefined || cost.flops < best.flops) best = { entry, flops: cost.flops };
  }
  return best;
}

function nothingFits(choice: SolverChoice, { dimension, memory }: Curvature): LensError {
  if (choice === 'cg' || choice === 'lissa')
    return new LensError(
      'memory',
      `Scoring every row with the solver "${choice}" takes a solve a row: hours, here.`,
      {
        hint: 'Set influence.solver to "auto" or "exact" for scores of all rows, or use fewer features.',
      },
    );
  const size = dimension.toLocaleString('en');
  const which = choice === 'auto' ? 'Scoring every row' : `The solver "${choice}"`;
  return new LensError(
    'memory',
    `${which} needs a factor of the ${size} × ${size} curvature matrix, which is too large for ${Math.round(memory / 2 ** 20).toLocaleString('en')} MB.`,
    {
      hint: 'Use fewer features (features.text.maxTerms, features.exclude), or explain single predictions with influence.solver "cg". The setting influence.memory (--memory) allows more.',
    },
  );
}
