import type { SolverChoice } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { Curvature, Demand, SolverEntry } from './types';

/** Memory that a solver may take, bytes. */
const MEMORY = 1.5 * 2 ** 30;

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
  let best: { entry: SolverEntry<C>; flops: number } | undefined;
  for (const entry of entries) {
    if (choice !== 'auto' && entry.choice !== choice) continue;
    const cost = entry.cost(curvature, demand);
    if (cost === undefined || cost.bytes > MEMORY) continue;
    if (best === undefined || cost.flops < best.flops) best = { entry, flops: cost.flops };
  }
  if (best === undefined) throw nothingFits(choice, curvature);
  return best.entry;
}

function nothingFits(choice: SolverChoice, { dimension }: Curvature): LensError {
  if (choice === 'cg')
    return new LensError(
      'memory',
      'Scoring every row with the solver "cg" takes a solve a row: hours, here.',
      {
        hint: 'Set influence.solver to "auto" or "exact" for scores of all rows, or use fewer features.',
      },
    );
  const size = dimension.toLocaleString('en');
  const which = choice === 'auto' ? 'Scoring every row' : `The solver "${choice}"`;
  return new LensError(
    'memory',
    `${which} needs a factor of the ${size} × ${size} curvature matrix, which is too large.`,
    {
      hint: 'Use fewer features (features.text.maxTerms, features.exclude), or explain single predictions with influence.solver "cg".',
    },
  );
}
