import { LensError } from '../../../contract/errors';
import type { TrainingChange } from '../insight';
import { countClasses, presentClasses } from './classes';
import type { LinearProblem } from './objective';
import type { LinearState } from './state';

/** The training problem after a change, with θ in its terms: other parameters only when a class has lost its last row. */
export function changedProblem(
  { problem, point }: Pick<LinearState, 'problem' | 'point'>,
  { rows, labels: given }: TrainingChange,
): { problem: LinearProblem; theta: Float64Array } {
  const labels = given ? problem.labels.slice() : problem.labels;
  const included = problem.included?.slice() ?? new Uint8Array(problem.design.rows).fill(1);
  rows.forEach((row, at) => {
    if (included[row] === undefined) throw new LensError('internal', `There is no training row ${row}.`);
    if (given) labels[row] = given[at];
    else included[row] = 0;
  });
  const counts = countClasses(labels, problem.loss.classes, included);
  const { loss, theta } = problem.loss.restrict(presentClasses(counts), point.theta);
  const count = included.reduce((sum, one) => sum + one, 0);
  return { problem: { ...problem, labels, included, count, loss }, theta };
}
