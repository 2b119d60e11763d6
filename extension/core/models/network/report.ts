import { parameterCount } from '../../autodiff/parameters';
import type { FitReport } from '../types';
import { type Evaluation, norm, type NetworkProblem } from './problem';

/** Below this norm float32 gradients are mostly noise. */
const SMALL_GRADIENT = 1e-6;
/** Floating-point operations that polishing may take, about, and how many iterations at least and at most. */
const POLISH_FLOPS = 2e12;
const [FEWEST, MOST] = [200, 3000];

/** When polishing stops: at a small gradient, or on large problems when it has taken long enough; the checks tell which. */
export function polishing({ network, features }: NetworkProblem): {
  gradientNorm: number;
  maxIterations: number;
} {
  const gradientFlops = 6 * parameterCount(network.parameters) * features.rows;
  const affordable = Math.floor(POLISH_FLOPS / gradientFlops);
  return { gradientNorm: SMALL_GRADIENT, maxIterations: Math.max(FEWEST, Math.min(MOST, affordable)) };
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
