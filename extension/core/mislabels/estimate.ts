/**
 * How many labels of a file are wrong, from how rows with planted flips score. Seen on the scale of the planted rows (the share of them
 * that scores no higher), wrong labels are spread evenly and right ones crowd at 0: the question is that of the share of true null
 * hypotheses among p-values, and the answer Storey's estimate with the threshold that balances its bias against its variance
 * (Storey 2002, JRSS B 64; Storey, Taylor & Siegmund 2004; R package qvalue, method "bootstrap").
 *
 * With a share π of wrong labels, rows score above a threshold at rate d = π q + (1 − π) f: wrong ones at q, right ones at f ≥ 0.
 * A planted flip makes a right label wrong, and a wrong one right with chance s = 1 / (K − 1), so planted rows score above it at
 * rate p = (1 − π s) q + π s f. Hence π ≤ r / (1 + s r) with r = d / p, at every threshold, with equality where no right label scores
 * so high.
 */

export interface ErrorEstimate {
  /** Share of wrong labels, with a 90 % interval. */
  share: number;
  low: number;
  high: number;
}

export interface ScoredDraws {
  /** Scores of the rows whose labels were left as they are, of all draws; in any order. */
  clean: Float64Array;
  /** Scores of the rows with planted flips, of all draws. */
  planted: Float64Array;
  draws: number;
  classes: number;
}

const THRESHOLDS = 17;
/** Thresholds that fewer planted rows than this share reach tell too little. */
const LEAST_REACHED = 0.2;
/** Share of the thresholds' estimates, the smallest, that stands for the one without bias. */
const UNBIASED = 0.1;
/** Two-sided 90 %. */
const Z = 1.6449;

export function estimateWrongShare({ clean, planted, draws, classes }: ScoredDraws): ErrorEstimate {
  const rows = clean.length / draws;
  const bounds = thresholdsOf(planted).map((cut) => {
    // One more than there are: that all planted rows reach a threshold does not make it certain of the next.
    const p = countFrom(planted, cut) / (planted.length + 1);
    // A row scores much alike in every draw: draws make the count steadier, but no more rows of it.
    return boundAt(countFrom(clean, cut) / draws, rows, p, planted.length);
  });
  const least = quantile(
    bounds.map(({ ratio }) => ratio),
    UNBIASED,
  );
  const risk = ({ ratio, variance }: Bound): number => variance + (ratio - least) ** 2;
  const chosen = bounds.reduce((best, bound) => (risk(bound) < risk(best) ? bound : best));
  const share = (ratio: number): number => Math.min(1, ratio / (1 + ratio / (classes - 1)));
  return {
    share: share(chosen.ratio),
    // Whether right labels score above a threshold cannot be seen from it alone: the lowest one counts.
    low: share(Math.min(...bounds.map(({ low }) => low))),
    high: share(chosen.high),
  };
}

/** The estimate of d / p at one threshold. */
interface Bound {
  ratio: number;
  variance: number;
  low: number;
  high: number;
}

/**
 * With N rows of which each reaches the threshold with chance p, itself a share among m planted rows, the count W differs from N p by
 * a deviation of √(N p (1 − p) + (N p)² v), v = (1 − p) / (p m). The interval holds the N for which it does so by no more than z of
 * them (Wilson's), which has a width at W = 0 too.
 */
function boundAt(above: number, rows: number, p: number, planted: number): Bound {
  const v = (1 - p) / (p * planted);
  const a = 1 - Z * Z * v;
  const b = 2 * above + Z * Z * (1 - p);
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * above * above));
  const scale = 1 / (p * rows);
  return {
    ratio: above * scale,
    variance: (above * (1 - p) + above * above * v) * scale * scale,
    low: a > 0 ? ((b - root) / (2 * a)) * scale : 0,
    high: a > 0 ? ((b + root) / (2 * a)) * scale : Infinity,
  };
}

/** Evenly spread over the planted rows by score, ascending. */
function thresholdsOf(planted: Float64Array): number[] {
  const sorted = Float64Array.from(planted).sort();
  return Array.from(
    { length: THRESHOLDS },
    (_, t) => sorted[Math.floor((t / (THRESHOLDS - 1)) * (1 - LEAST_REACHED) * (sorted.length - 1))],
  );
}

function countFrom(scores: Float64Array, cut: number): number {
  return scores.reduce((sum, score) => sum + (score >= cut ? 1 : 0), 0);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))];
}
