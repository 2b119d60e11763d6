/** Limited-memory BFGS with a backtracking line search (Nocedal & Wright 2006, algorithms 7.4 and 3.1), in float64 on float32 gradients. */
import { readParameters, writeParameters } from '../../autodiff/parameters';
import { createPacer } from '../../pacing';
import type { Work } from '../../../contract/progress';
import { dot, evaluate, type Evaluation, type NetworkProblem, norm } from './problem';

export interface PolishOptions {
  /** Stops once ‖∇R‖ is this small. */
  gradientNorm: number;
  maxIterations: number;
  stage: string;
}

const MEMORY = 20;
/** Steps along a direction that are tried, each half of the one before. */
const TRIALS = 20;
/** Share of the promised decrease that a step must bring. */
const ARMIJO = 1e-4;
/** What float32 lets an objective still rise by in a step that is none. */
const NOISE = 1e-7;

interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

/** Runs from the network's parameters to where the gradient is small, or where float32 lets it fall no further. */
export async function polish(
  problem: NetworkProblem,
  { gradientNorm, maxIterations, stage }: PolishOptions,
  work: Work,
): Promise<{ at: Evaluation; iterations: number }> {
  const { parameters } = problem.network;
  const pacer = createPacer(work);
  const pairs: Pair[] = [];
  let theta = readParameters(parameters);
  let at = evaluate(problem);
  const start = norm(at.gradient);
  let iterations = 0;
  for (; iterations < maxIterations && norm(at.gradient) > gradientNorm; iterations++) {
    const direction = descent(pairs, at.gradient);
    const next = search(problem, theta, at, direction, pairs.length === 0);
    if (!next) {
      // With what it has learned it finds no way down: once more from the plain gradient, then the noise is reached.
      if (pairs.length === 0) break;
      pairs.length = 0;
      continue;
    }
    const s = next.theta.map((value, j) => value - theta[j]);
    const y = next.at.gradient.map((value, j) => value - at.gradient[j]);
    const sy = dot(s, y);
    if (sy > 1e-12 * norm(s) * norm(y)) pairs.push({ s, y, rho: 1 / sy });
    if (pairs.length > MEMORY) pairs.shift();
    [theta, at] = [next.theta, next.at];
    const left = Math.log(norm(at.gradient) / gradientNorm) / Math.log(start / gradientNorm);
    await pacer.pause({ stage, fraction: Math.max(0, Math.min(1, 1 - left)) });
  }
  writeParameters(parameters, theta);
  return { at, iterations };
}

/** −H·∇R by the two-loop recursion. */
function descent(pairs: readonly Pair[], gradient: Float64Array): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas = new Float64Array(pairs.length);
  for (let i = pairs.length - 1; i >= 0; i--) {
    alphas[i] = pairs[i].rho * dot(pairs[i].s, q);
    for (let j = 0; j < q.length; j++) q[j] -= alphas[i] * pairs[i].y[j];
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let j = 0; j < q.length; j++) q[j] *= scale;
  }
  pairs.forEach(({ s, y, rho }, i) => {
    const beta = rho * dot(y, q);
    for (let j = 0; j < q.length; j++) q[j] += (alphas[i] - beta) * s[j];
  });
  return q;
}

function search(
  problem: NetworkProblem,
  theta: Float64Array,
  at: Evaluation,
  direction: Float64Array,
  first: boolean,
): { theta: Float64Array; at: Evaluation } | undefined {
  const slope = dot(at.gradient, direction);
  if (!(slope < 0)) return undefined;
  let step = first ? Math.min(1, 1 / norm(at.gradient)) : 1;
  for (let trial = 0; trial < TRIALS; trial++, step /= 2) {
    const moved = theta.map((value, j) => value + step * direction[j]);
    writeParameters(problem.network.parameters, moved);
    const next = evaluate(problem);
    const allowed = at.objective + ARMIJO * step * slope;
    if (next.objective <= allowed) return { theta: moved, at: next };
    // Near the optimum the objective is noise: a step counts that makes the gradient smaller.
    const within = next.objective <= at.objective + NOISE * Math.abs(at.objective);
    if (within && norm(next.gradient) < 0.9 * norm(at.gradient)) return { theta: moved, at: next };
  }
  writeParameters(problem.network.parameters, theta);
  return undefined;
}
