/**
 * LiSSA (Agarwal, Bullins & Hazan 2017; Koh & Liang, section 3): s ← b + (I − Ĥ/σ)·s with an unbiased estimate Ĥ of the curvature from a few
 * rows at each step, whose fixed point is σH⁻¹b. The noise that is left does not shrink with more steps, so that the iterates of the
 * second half are averaged, and several runs too; and what a round leaves, measured with the whole curvature, is what the next
 * round solves for. Rounds go on until the residual is small, not for a fixed number of steps.
 */
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import { createRandom, type Random } from '../random';
import { difference, largestRatio } from './residual';
import type { Solution } from './types';

export interface StochasticOperator {
  /** H·V for V of dimension × m. */
  times(v: Float64Array, m: number): Float64Array;
  /** An unbiased estimate of it from a few rows that are drawn. */
  sample(v: Float64Array, m: number, random: Random): Float64Array;
  /** σ: so large that the steps contract. */
  readonly scale: number;
  /** Lower bound of the smallest eigenvalue, about; 0 when nothing is known. */
  readonly floor: number;
}

export interface StochasticOptions {
  tolerance: number;
  seed: number;
  stage: string;
}

/** Steps of a run. */
const [FEWEST, MOST] = [100, 20_000];
/** Steps of a run, times the floor over the scale: after so many e^−3 of the slowest direction is left. */
const TIMES = 3;
/** A round that leaves more than this share needs more runs and longer ones. */
const POOR = 0.5;
const MOST_RUNS = 32;
const ROUNDS = 120;

/** Steps of a run, at first. */
export function stepsOf({ scale, floor }: Pick<StochasticOperator, 'scale' | 'floor'>): number {
  return Math.ceil(Math.min(MOST, Math.max(FEWEST, (TIMES * scale) / floor)));
}

/** Solves H·X = B for B of dimension × m. Throws a `numeric` error when it does not converge. */
export async function solveStochastically(
  operator: StochasticOperator,
  b: Float64Array,
  m: number,
  { tolerance, seed, stage }: StochasticOptions,
  work: Work,
): Promise<Solution & { iterations: number }> {
  const random = createRandom(seed);
  const pacer = createPacer(work);
  let { scale } = operator;
  let steps = stepsOf(operator);
  let runs = 1;
  let x: Float64Array = new Float64Array(b.length);
  let left = b;
  let relativeResidual = 1;
  let iterations = 0;
  for (let round = 0; round < ROUNDS && relativeResidual > tolerance; round++) {
    const correction = new Float64Array(b.length);
    for (let run = 0; run < runs; run++) await addRun(correction);
    const next = x.map((value, at) => value + correction[at]);
    const nextLeft = difference(b, operator.times(next, m));
    const nextResidual = largestRatio(nextLeft, b, m);
    const share = nextResidual / relativeResidual;
    // Not a number counts as growth.
    const grown = !(share <= 1);
    if (grown) scale *= 2;
    else [x, left, relativeResidual] = [next, nextLeft, nextResidual];
    if (grown || share > POOR) {
      if (runs >= MOST_RUNS) break;
      runs *= 2;
      steps = Math.min(MOST, 2 * steps);
    }
  }
  if (relativeResidual <= tolerance) return { x, relativeResidual, iterations };
  throw new LensError(
    'numeric',
    `Stochastic estimation (LiSSA) did not converge: after ${iterations.toLocaleString('en')} steps the relative residual is ${relativeResidual.toExponential(1)}.`,
    {
      hint: 'Choose influence.solver "auto", or raise the damping (influence.damping) or the penalty (model.l2).',
    },
  );

  /** Adds the mean of the second half of one run's iterates, over the number of runs. */
  async function addRun(sum: Float64Array): Promise<void> {
    const s = left.slice();
    const first = steps >> 1;
    const weight = 1 / (runs * (steps - first) * scale);
    for (let step = 0; step < steps; step++) {
      const product = operator.sample(s, m, random);
      for (let at = 0; at < s.length; at++) s[at] += left[at] - product[at] / scale;
      if (step >= first) for (let at = 0; at < s.length; at++) sum[at] += weight * s[at];
      iterations++;
      if (step % 16 === 15)
        await pacer.pause({
          stage,
          fraction: Math.min(1, Math.log(relativeResidual) / Math.log(tolerance)),
        });
    }
  }
}
