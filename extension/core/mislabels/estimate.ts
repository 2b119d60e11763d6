/**
 * How many labels of a file are wrong, from how rows with planted flips score (mixture proportion estimation: Scott, Blanchard &
 * Handy 2013, COLT).
 *
 * With a share π of wrong labels, rows score above a threshold at rate d = π q + (1 − π) f: wrong ones at q, right ones at f ≥ 0.
 * A planted flip makes a right label wrong, and a wrong one right with chance s = 1 / (K − 1), so planted rows score above it at
 * rate p = (1 − π s) q + π s f. Hence π ≤ r / (1 + s r) with r = d / p, at every threshold, with equality where no right label scores
 * so high. The smallest of these bounds is the estimate.
 */
import type { Random } from '../random';

export interface ErrorEstimate {
  /** Share of wrong labels, with a 90 % interval from resampling. */
  share: number;
  low: number;
  high: number;
}

const THRESHOLDS = 16;
/** Thresholds that fewer planted rows than this share reach tell too little. */
const LEAST_REACHED = 0.2;
const RESAMPLES = 200;

/**
 * @param clean scores of the rows whose labels were left as they are, ascending order not needed
 * @param planted scores of the rows with planted flips
 */
export function estimateWrongShare(
  clean: Float64Array,
  planted: Float64Array,
  classes: number,
  random: Random,
): ErrorEstimate {
  const sorted = Float64Array.from(planted).sort();
  const cuts = Array.from(
    { length: THRESHOLDS },
    (_, t) => sorted[Math.floor((t / THRESHOLDS) * (1 - LEAST_REACHED) * sorted.length)],
  );
  const cleanAbove = cuts.map((cut) => clean.reduce((sum, s) => sum + (s >= cut ? 1 : 0), 0));
  const plantedAbove = cuts.map((cut) => planted.reduce((sum, s) => sum + (s >= cut ? 1 : 0), 0));
  const bound = (above: readonly number[], reached: readonly number[]): number =>
    Math.min(...above.map((d, t) => shareBound(d / clean.length / (reached[t] / planted.length), classes)));

  const draws = Array.from({ length: RESAMPLES }, () =>
    bound(
      resampled(cleanAbove, clean.length, random),
      resampled(plantedAbove, planted.length, random).map((p) => Math.max(p, 1)),
    ),
  ).sort((a, b) => a - b);
  const share = bound(cleanAbove, plantedAbove);
  return {
    share,
    low: Math.min(share, draws[Math.floor(0.05 * RESAMPLES)]),
    high: Math.max(share, draws[Math.ceil(0.95 * RESAMPLES) - 1]),
  };
}

function shareBound(ratio: number, classes: number): number {
  return Math.min(1, ratio / (1 + ratio / (classes - 1)));
}

/** Counts above rising thresholds, drawn anew: a binomial chain from the lowest threshold up. */
function resampled(above: readonly number[], total: number, random: Random): number[] {
  let count = binomial(total, above[0] / total, random);
  let from = above[0];
  return above.map((observed) => {
    if (observed !== from) count = binomial(count, from === 0 ? 0 : observed / from, random);
    from = observed;
    return count;
  });
}

/** Exact for few trials; beyond, the normal approximation, which at the counts here is off by far less than the spread. */
function binomial(trials: number, p: number, random: Random): number {
  if (trials < 1000) {
    let count = 0;
    for (let i = 0; i < trials; i++) if (random() < p) count++;
    return count;
  }
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(trials, Math.max(0, Math.round(trials * p + Math.sqrt(trials * p * (1 - p)) * normal)));
}
