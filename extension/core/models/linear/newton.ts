/** Newton's method with a line search, to the optimum: until the gradient is as small as float64 lets it be. */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { createPacer } from '../../pacing';
import { linearCurvature } from './curvature';
import type { Directions } from './directions';
import { averageLoss, dot, evaluate } from './objective';
import type { LinearProblem, Point } from './objective';

export interface NewtonOptions {
  /** Stop at ‖∇R(θ)‖ ≤ tolerance · ‖∇R(0)‖; the rest of the way is Newton's own quadratic convergence. */
  tolerance: number;
  maxIterations: number;
  /** What is being fitted, for the progress. */
  stage: string;
}

export const TO_THE_OPTIMUM: Omit<NewtonOptions, 'stage'> = { tolerance: 1e-12, maxIterations: 200 };

export interface Optimum {
  point: Point;
  /** √(∇Rᵀ H⁻¹ ∇R). */
  newtonDecrement: number;
  iterations: number;
}

/** Below this share of R a decrease cannot be told from rounding; the gradient is watched instead. */
const VISIBLE = 1e-12;
/** Half the squared decrement, as a share of R, that counts as the optimum when the gradient will not shrink further. */
const ACCEPTED = 1e-12;

/** Throws a `numeric` error when the optimum is not reached. */
export async function minimize(
  problem: LinearProblem,
  start: Float64Array,
  directions: Directions,
  options: NewtonOptions,
  work: Work,
): Promise<Optimum> {
  const pacer = createPacer(work);
  const atZero = evaluate(problem, new Float64Array(start.length)).gradientNorm;
  const target = options.tolerance * atZero;
  let point = evaluate(problem, start);
  let flat = false;
  for (let iteration = 0; iteration <= options.maxIterations; iteration++) {
    const curvature = linearCurvature(problem, point);
    const loose = Math.min(0.1, Math.sqrt(point.gradientNorm / (atZero || 1)));
    const direction = await directions.next(curvature, point.gradient, Math.max(loose, 1e-6), work);
    const gain = Math.max(direction.decrement, 0) / 2;
    const done = point.gradientNorm <= target && gain <= (10 * options.tolerance) ** 2 * point.objective;
    if (flat || done || direction.decrement <= 0) {
      if (!done && gain > ACCEPTED * point.objective) break;
      return { point, newtonDecrement: Math.sqrt(2 * gain), iterations: iteration };
    }
    const visible = gain > VISIBLE * point.objective;
    const length = visible ? stepLength(problem, point, direction.step, direction.decrement) : 1;
    const next = evaluate(
      problem,
      point.theta.map((value, at) => value + length * direction.step[at]),
    );
    flat = !visible && next.gradientNorm > point.gradientNorm / 2;
    if (visible || next.gradientNorm < point.gradientNorm) point = next;
    const digits = Math.log(point.gradientNorm / atZero) / Math.log(options.tolerance);
    await pacer.pause({ stage: options.stage, fraction: Math.max(0, Math.min(1, digits)) });
  }
  throw notAtOptimum(point, options);
}

/** Halves the step until R falls by a share of what the gradient promises (Armijo); R along it needs no pass over the data. */
function stepLength(problem: LinearProblem, point: Point, step: Float64Array, decrement: number): number {
  const { design, l2, loss } = problem;
  const weights = (design.width - 1) * loss.scores;
  const moves = design.placed.times(step, loss.scores);
  const theta = point.theta.subarray(0, weights);
  const along = step.subarray(0, weights);
  const [across, squared] = [dot(theta, along), dot(along, along)];
  const scores = new Float64Array(moves.length);
  for (let length = 1; length > 1e-10; length /= 2) {
    for (let at = 0; at < scores.length; at++) scores[at] = point.scores[at] + length * moves[at];
    const penalty = l2 * length * (across + (length / 2) * squared);
    const change = averageLoss(problem, scores) - point.meanLoss + penalty;
    if (change <= -1e-4 * length * decrement) return length;
  }
  return 1e-10;
}

function notAtOptimum(point: Point, options: NewtonOptions): LensError {
  return new LensError(
    'numeric',
    `${options.stage} did not reach the optimum: it stopped at a gradient norm of ${point.gradientNorm.toExponential(1)}.`,
    {
      hint: 'Raise the penalty (model.l2), or standardize the numeric columns (features.standardize).',
    },
  );
}
