/** From where training has stopped to the optimum nearby: Newton's method in a trust region, in float64 on float32 derivatives. */
import { readParameters, writeParameters } from '../../autodiff/parameters';
import type { Work } from '../../../contract/progress';
import { createPacer } from '../../pacing';
import { type Batches, createBatches } from './batches';
import { createCurvature } from './curvature';
import { evaluate, type Evaluation, type NetworkProblem, norm } from './problem';
import type { Preconditioner } from './preconditioner';
import { type Path, trustRegionPath } from './trustRegion';

export interface PolishOptions {
  /** Stops once ‖∇R‖ is this small. */
  gradientNorm: number;
  /** Most products with the Hessian. */
  maxProducts: number;
  /** Bytes that computations may take. */
  memory: number;
  /** Called at the start, and again where a step has become dear. */
  preconditioner: (problem: NetworkProblem, batches: Batches, work: Work) => Promise<Preconditioner>;
  stage: string;
}

/** Most products in one step. */
const LONGEST = 200;
/** Products in a step, and in all since it was made, after which the preconditioner is made anew: that costs dozens of them. */
const [DEAR, WORTH] = [15, 100];
/** Share of the promised decrease below which a step is taken back, and beyond which the region grows. */
const [POOR, GOOD] = [0.1, 0.75];
/** Share of the objective that a whole step must promise for another to follow. */
const GAIN = 1e-7;
/** Products that linearising costs, about. */
const LINEARISING = 3;
/** Relative change of an objective that float32 cannot tell from none. */
const NOISE = 3e-7;
/** Size of the region below which nothing is left to gain. */
const SMALLEST = 1e-8;

/** Leaves the network where the gradient is small, or where float32 lets the objective fall no further. */
export async function polish(
  problem: NetworkProblem,
  options: PolishOptions,
  work: Work,
): Promise<{ at: Evaluation; iterations: number }> {
  const { gradientNorm, maxProducts, stage } = options;
  const pacer = createPacer(work);
  let theta = readParameters(problem.network.parameters);
  let at = evaluate(problem);
  const start = norm(at.gradient);
  let radius = 1;
  let iterations = 0;
  let left = maxProducts;
  let known: Preconditioner | undefined;
  let since = 0;
  while (left > 0 && norm(at.gradient) > gradientNorm && radius > SMALLEST) {
    const planned = await pathFrom(problem, at, radius, { ...options, maxProducts: left }, known, work);
    const { products } = planned.path;
    since = known ? since + products : products;
    known = products > DEAR && since > WORTH ? undefined : planned.precondition;
    left -= products + LINEARISING;
    const taken = goAlong(problem, theta, at, planned.path, radius);
    if (!taken) break;
    iterations++;
    ({ theta, at, radius } = taken);
    if (taken.last) break;
    const done = Math.log(start / norm(at.gradient)) / Math.log(start / gradientNorm);
    await pacer.pause({ stage, fraction: Math.max(1 - left / maxProducts, Math.min(1, done)) });
  }
  return { at, iterations };
}

/** The way that Newton's method would go from here. */
async function pathFrom(
  problem: NetworkProblem,
  { gradient }: Evaluation,
  radius: number,
  { maxProducts, memory, preconditioner }: PolishOptions,
  known: Preconditioner | undefined,
  work: Work,
): Promise<{ path: Path; precondition: Preconditioner }> {
  const batches = createBatches(problem, memory);
  try {
    const curvature = createCurvature(problem, batches, 'hessian', 0);
    const precondition = known ?? (await preconditioner(problem, batches, work));
    const path = await trustRegionPath(
      (v) => curvature.times(v),
      precondition,
      gradient,
      {
        radius,
        tolerance: Math.min(0.1, Math.sqrt(norm(gradient))),
        maxProducts: Math.min(LONGEST, maxProducts),
      },
      createPacer(work),
    );
    return { path, precondition };
  } finally {
    batches.dispose();
  }
}

/**
 * Goes so far along the way as the objective falls as promised, and leaves the network there. Undefined, and the network as it was,
 * where nothing is left to gain that float32 could tell.
 */
function goAlong(
  problem: NetworkProblem,
  theta: Float64Array,
  at: Evaluation,
  path: Path,
  largest: number,
): { theta: Float64Array; at: Evaluation; radius: number; last: boolean } | undefined {
  const { parameters } = problem.network;
  let radius = largest;
  while (radius > SMALLEST) {
    const { step, size, promised, bounded } = path.within(radius);
    // What a whole step would still gain is lost in the noise: this is the optimum, and the step the last.
    const last = !bounded && promised <= GAIN * Math.abs(at.objective);
    const moved = theta.map((value, j) => value + step[j]);
    writeParameters(parameters, moved);
    const next = evaluate(problem);
    const told = promised > NOISE * Math.abs(at.objective);
    // Near the optimum the objective is noise: there a step counts that makes the gradient smaller.
    const smaller = norm(next.gradient) < 0.9 * norm(at.gradient);
    const ratio = told ? (at.objective - next.objective) / promised : smaller ? 1 : 0;
    if (ratio >= POOR)
      return { theta: moved, at: next, radius: ratio > GOOD && bounded ? 2 * radius : radius, last };
    writeParameters(parameters, theta);
    if (!told) return undefined;
    radius = Math.min(radius, size) / 2;
  }
  return undefined;
}
