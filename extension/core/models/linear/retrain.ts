import type { Work } from '../../../contract/progress';
import type { FittedModel } from '../types';
import type { TrainingChange } from '../insight';
import { changedProblem } from './change';
import { createDirections } from './directions';
import { createFittedModel } from './fitted';
import { TO_THE_OPTIMUM } from './newton';
import { minimizeAlongPath } from './path';
import { reportOf } from './report';
import { retrainEdited } from './retrainEdited';
import type { LinearState, Retrain } from './state';

export const retrain: Retrain = {
  changed: retrainChanged,
  edited: (state, edit, work) => retrainEdited(state, edit, retrain, work),
};

/** Solves that a retraining takes, for the choice of what to precondition it with. */
const SOLVES = 10;

/**
 * The optimum without these rows, or with their new labels; the penalty is kept and the mean runs over the rows left. It starts
 * from the model and from the factor of the model's own curvature. A class that has no rows left keeps probability 0. The
 * retrained model lives on the data of its origin and must not outlive it.
 */
async function retrainChanged(state: LinearState, change: TrainingChange, work: Work): Promise<FittedModel> {
  const { problem, inverses, backend } = state;
  const { problem: changed, theta } = changedProblem(state, change);
  // The curvature of the whole preconditions that of the part, unless a class went and the parameters are others.
  // Nor does a loss without curvature have any to offer.
  const held =
    changed.loss === problem.loss && !changed.loss.kinked
      ? (await inverses.get('auto', 0, { solves: SOLVES, rows: 0 }, work)).held
      : undefined;
  const directions = createDirections(
    backend,
    held && { apply: (r, m) => held.inverse.approximate(r, m), dispose: () => undefined },
  );
  try {
    const options = { ...TO_THE_OPTIMUM, stage: 'Retraining' };
    const optimum = await minimizeAlongPath(changed, theta, directions, options, work);
    return createFittedModel(changed, optimum.point, reportOf(changed, optimum), backend, retrain, false);
  } finally {
    directions.dispose();
  }
}
