import { parameterCount } from '../../autodiff/parameters';
import type { FitReport } from '../types';
import { rowCost } from './passes';
import { type Evaluation, norm, type NetworkProblem } from './problem';

/** Below this norm float32 gradients are mostly noise. */
const SMALL_GRADIENT = 1e-6;
/** Floating-point operations that polishing may take, about, and how many products with the Hessian at least and at most. */
const POLISH_FLOPS = 1e13;
const [FEWEST, MOST] = [200, 3000];

/** When polishing stops: at a small gradient, or on large problems when it has taken long enough; the checks tell which. */
export function polishing({ network, features }: NetworkProblem): {
  gradientNorm: number;
  maxProducts: number;
} {
  const productFlops = 12 * rowCost(network, features).multiplications * features.rows;
  const affordable = Math.floor(POLISH_FLOPS / productFlops);
  return { gradientNorm: SMALL_GRADIENT, maxProducts: Math.max(FEWEST, Math.min(MOST, affordable)) };
}

/** A few rows less are a short way; a model that has not come to rest would use the rest of its budget to go on with its fit. */
export function retraining(problem: NetworkProblem): ReturnType<typeof polishing> {
  const { gradientNorm, maxProducts } = polishing(problem);
  return { gradientNorm, maxProducts: Math.max(FEWEST, Math.floor(maxProducts / 10)) };
}

export function reportOf(
  { network, l2 }: NetworkProblem,
  at: Evaluation,
  iterations: number,
  newtonDecrement: number,
): FitReport {
  return {
    parameters: parameterCount(network.parameters),
    l2,
    trainLoss: at.meanLoss,
    objective: at.objective,
    gradientNorm: norm(at.gradient),
    newtonDecrement,
    iterations,
  };
}
