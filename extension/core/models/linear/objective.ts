/** R(θ) and its gradient (definitions: Objective). θ is d × K, the intercepts its last line. */
import type { Design } from './design';
import type { ScoreLoss } from './losses/types';

export interface LinearProblem {
  design: Design;
  /** Class index of each row. */
  labels: Int32Array;
  loss: ScoreLoss;
  l2: number;
  /** 1 for the rows that count; all of them when absent. */
  included?: Uint8Array;
  /** How many rows count. */
  count: number;
}

/** R at one θ. */
export interface Point {
  theta: Float64Array;
  /** η of every row, counted or not, n × K. */
  scores: Float64Array;
  /** Mean loss of the rows that count. */
  meanLoss: number;
  objective: number;
  /** ∇R, d × K. */
  gradient: Float64Array;
  gradientNorm: number;
}

export function evaluate(problem: LinearProblem, theta: Float64Array): Point {
  const { design, labels, loss, l2 } = problem;
  const k = loss.scores;
  const scores = design.placed.times(theta, k);
  const meanLoss = averageLoss(problem, scores);
  const residuals = countedResiduals(problem, loss.residuals(scores, labels));
  const gradient = design.placed.transposeTimes(residuals, k);
  const weights = (design.width - 1) * k;
  let squared = 0;
  for (let at = 0; at < gradient.length; at++) {
    gradient[at] /= problem.count;
    if (at >= weights) continue;
    gradient[at] += l2 * theta[at];
    squared += theta[at] * theta[at];
  }
  return {
    theta,
    scores,
    meanLoss,
    objective: meanLoss + (l2 / 2) * squared,
    gradient,
    gradientNorm: norm(gradient),
  };
}

/** Mean loss of the rows that count. */
export function averageLoss(problem: LinearProblem, scores: Float64Array): number {
  const losses = problem.loss.losses(scores, problem.labels);
  const { included } = problem;
  let sum = 0;
  for (let i = 0; i < losses.length; i++) if (!included || included[i] === 1) sum += losses[i];
  return sum / problem.count;
}

/** Residuals with those of the rows that do not count set to 0, in place. */
function countedResiduals(problem: LinearProblem, residuals: Float64Array): Float64Array {
  const { included } = problem;
  const k = problem.loss.scores;
  included?.forEach((counts, i) => {
    if (counts === 0) residuals.fill(0, i * k, (i + 1) * k);
  });
  return residuals;
}

export function norm(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
