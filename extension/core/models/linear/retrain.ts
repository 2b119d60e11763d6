import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { FittedModel } from '../types';
import { countClasses, presentClasses } from './classes';
import { createDirections } from './directions';
import { createFittedModel } from './fitted';
import { TO_THE_OPTIMUM } from './newton';
import type { LinearProblem } from './objective';
import { minimizeAlongPath } from './path';
import { reportOf } from './report';
import type { LinearState } from './state';

/** Solves that a retraining takes, for the choice of what to precondition it with. */
const SOLVES = 10;

/**
 * The optimum without these rows; the penalty is kept and the mean runs over the rows left. It starts from the model and from
 * the factor of the model's own curvature. A class that has no rows left keeps probability 0. The retrained model lives on
 * the data of its origin and must not outlive it.
 */
export async function retrainWithout(state: LinearState, rows: Int32Array, work: Work): Promise<FittedModel> {
  const { problem, point, inverses, backend } = state;
  const included = problem.included?.slice() ?? new Uint8Array(problem.design.rows).fill(1);
  for (const row of rows) {
    if (included[row] === undefined)
      throw new LensError('internal', `There is no training row ${row} to leave out.`);
    included[row] = 0;
  }
  const counts = countClasses(problem.labels, problem.loss.classes, included);
  const { loss, theta } = problem.loss.restrict(presentClasses(counts), point.theta);
  const count = included.reduce((sum, one) => sum + one, 0);
  const without: LinearProblem = { ...problem, included, count, loss };
  // The curvature of the whole preconditions that of the part, unless a class went and the parameters are others.
  // Nor does a loss without curvature have any to offer.
  const held =
    loss === problem.loss && !loss.kinked
      ? (await inverses.get('auto', 0, { solves: SOLVES, rows: 0 }, work)).held
      : undefined;
  const directions = createDirections(
    backend,
    held && { apply: (r, m) => held.inverse.approximate(r, m), dispose: () => undefined },
  );
  try {
    const options = { ...TO_THE_OPTIMUM, stage: 'Retraining' };
    const optimum = await minimizeAlongPath(without, theta, directions, options, work);
    return createFittedModel(
      without,
      optimum.point,
      reportOf(without, optimum),
      backend,
      retrainWithout,
      false,
    );
  } finally {
    directions.dispose();
  }
}
