import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Directions } from './directions';
import type { ScoreLoss } from './losses/types';
import { minimize } from './newton';
import type { NewtonOptions, Optimum } from './newton';
import { evaluate } from './objective';
import type { LinearProblem } from './objective';

/** Enough on the way: the next loss starts from there. */
const ON_THE_WAY = 1e-3;
/** Of the way to a loss with kinks, from the solution for nearly the same rows. */
const LAST_STEPS = 4;

/**
 * The optimum by way of smoother losses where the loss has such a path: Newton's method alone takes many small steps where the
 * curvature changes within a fraction of its own step. Throws what `minimize` throws.
 */
export async function minimizeAlongPath(
  problem: LinearProblem,
  start: Float64Array,
  directions: Directions,
  options: NewtonOptions,
  work: Work,
): Promise<Optimum> {
  const { path = [], kinked } = problem.loss;
  const whole = kinked ? path.slice(0, -1) : path;
  const along = (way: readonly ScoreLoss[], from: Float64Array): Promise<Optimum> =>
    minimizeInTurn(problem, way, from, directions, options, work);
  if (path.length === 0 || start.every((value) => value === 0)) return along(whole, start);
  try {
    // A start at a solution is near the end of the way already.
    return await along(whole.slice(kinked ? -LAST_STEPS : whole.length), start);
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'numeric') throw error;
    return along(whole, new Float64Array(start.length));
  }
}

async function minimizeInTurn(
  problem: LinearProblem,
  way: readonly ScoreLoss[],
  start: Float64Array,
  directions: Directions,
  options: NewtonOptions,
  work: Work,
): Promise<Optimum> {
  const { path = [], kinked } = problem.loss;
  let theta = start;
  let iterations = 0;
  for (const loss of way) {
    const loose = { ...options, tolerance: Math.max(ON_THE_WAY, options.tolerance) };
    const reached = await minimize({ ...problem, loss }, theta, directions, loose, work);
    theta = reached.point.theta;
    iterations += reached.iterations;
  }
  const last = kinked ? path[path.length - 1] : problem.loss;
  const optimum = await minimize({ ...problem, loss: last }, theta, directions, options, work);
  const point = kinked ? evaluate(problem, optimum.point.theta) : optimum.point;
  return { ...optimum, point, iterations: iterations + optimum.iterations };
}
