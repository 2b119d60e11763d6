import { createRandom } from '../../random';
import { linearCurvature } from './curvature';
import { evaluate, norm } from './objective';
import type { LinearState } from './state';

/** How far the largest score of a row moves. */
const MOVES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

/** Relative difference of a Hessian-vector product to the central difference of gradients; undefined without curvature. */
export function productErrorOf({ problem, point }: LinearState, seed: number): number | undefined {
  if (problem.loss.kinked) return undefined;
  const random = createRandom(seed);
  const v = point.theta.map(() => random() - 0.5);
  const product = linearCurvature(problem, point).times(v, 1);
  const moved = problem.design.placed.times(v, problem.loss.scores);
  const largest = moved.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  let best = Infinity;
  for (const move of MOVES) {
    const h = move / largest;
    const gradientAt = (by: number): Float64Array =>
      evaluate(
        problem,
        point.theta.map((value, at) => value + by * v[at]),
      ).gradient;
    const [up, down] = [gradientAt(h), gradientAt(-h)];
    const error = product.map((value, at) => value - (up[at] - down[at]) / (2 * h));
    best = Math.min(best, norm(error) / norm(product));
  }
  return best;
}
