/** From where training has stopped to the optimum nearby: Newton's method in a trust region, in float64 on float32 derivatives. */
import { readParameters, writeParameters } from '../../autodiff/parameters';
import type { Work } from '../../../contract/progress';
import { createPacer } from '../../pacing';
import { createBatches } from './batches';
import { createCurvature } from './curvature';
import { evaluate, type Evaluation, type NetworkProblem, norm } from './problem';
import { trustRegionStep } from './trustRegion';

export interface PolishOptions {
  /** Stops once ‖∇R‖ is this small. */
  gradientNorm: number;
  /** Most products with the Hessian. */
  maxProducts: number;
  /** Bytes that computations may take. */
  memory: number;
  stage: string;
}

/** Most products in one step. */
const LONGEST = 200;
/** Share of the promised decrease below which a step is taken back, and beyond which the region grows. */
const [POOR, GOOD] = [0.1, 0.75];
/** Share of the objective that a whole step must promise to be taken. */
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
  const { parameters } = problem.network;
  const pacer = createPacer(work);
  let theta = readParameters(parameters);
  let at = evaluate(problem);
  const start = norm(at.gradient);
  let radius = 1;
  let iterations = 0;
  let left = maxProducts;
  while (left > 0 && norm(at.gradient) > gradientNorm && radius > SMALLEST) {
    const size = norm(at.gradient);
    const { step, promised, bounded, products } = await newtonStep(
      problem,
      at,
      radius,
      { ...options, maxProducts: left },
      work,
    );
    left -= products + LINEARISING;
    // What a whole step would still gain is lost in the noise: this is the optimum.
    if (!bounded && promised <= GAIN * Math.abs(at.objective)) break;
    iterations++;
    const moved = theta.map((value, j) => value + step[j]);
    writeParameters(parameters, moved);
    const next = evaluate(problem);
    const fallen = at.objective - next.objective;
    const told = promised > NOISE * Math.abs(at.objective);
    // Near the optimum the objective is noise: there a step counts that makes the gradient smaller.
    const ratio = told ? fallen / promised : norm(next.gradient) < 0.9 * size ? 1 : 0;
    if (ratio < POOR) {
      writeParameters(parameters, theta);
      if (!told) break;
      radius = Math.min(radius, norm(step)) / 4;
      continue;
    }
    if (ratio > GOOD && bounded) radius *= 2;
    [theta, at] = [moved, next];
    const done = Math.log(start / norm(at.gradient)) / Math.log(start / gradientNorm);
    await pacer.pause({ stage, fraction: Math.max(1 - left / maxProducts, Math.min(1, done)) });
  }
  return { at, iterations };
}

async function newtonStep(
  problem: NetworkProblem,
  { gradient }: Evaluation,
  radius: number,
  { maxProducts, memory }: PolishOptions,
  work: Work,
): Promise<Awaited<ReturnType<typeof trustRegionStep>>> {
  const batches = createBatches(problem, memory);
  try {
    const curvature = createCurvature(problem, batches, 'hessian', 0);
    const options = {
      radius,
      tolerance: Math.min(0.1, Math.sqrt(norm(gradient))),
      maxProducts: Math.min(LONGEST, maxProducts),
    };
    return await trustRegionStep(
      (v) => curvature.times(v),
      (v) => v.slice(),
      gradient,
      options,
      createPacer(work),
    );
  } finally {
    batches.dispose();
  }
}
