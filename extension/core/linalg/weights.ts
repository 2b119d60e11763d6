import { expectLength } from './checks';
import type { CurvatureWeights, PlacedCurvature, PlacedMatrix } from './types';

/** Throws when the arrays do not fit `rows` rows of k scores. */
export function expectWeights(weights: CurvatureWeights, rows: number, k: number): void {
  if (weights.kind === 'blocks') {
    expectLength('W', weights.values, rows * k * k);
    return;
  }
  expectLength('The probabilities', weights.probabilities, rows * k);
  if (weights.factors) expectLength('The factors', weights.factors, rows);
}

/** One number a row, for a single score. */
export function scalarWeights(weights: CurvatureWeights): Float64Array {
  if (weights.kind === 'blocks') return weights.values;
  const { probabilities, factors } = weights;
  return probabilities.map((p, i) => (factors ? factors[i]! : 1) * p * (1 - p));
}

/** out (k × m) = W_i · S for the scores S of row i, k × m. */
export function weighRow(
  weights: CurvatureWeights,
  i: number,
  k: number,
  m: number,
  scores: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  if (weights.kind === 'blocks') {
    for (let c = 0; c < k; c++)
      for (let d = 0; d < k; d++) {
        const weight = weights.values[(i * k + c) * k + d]!;
        for (let at = 0; at < m; at++) out[c * m + at]! += weight * scores[d * m + at]!;
      }
    return;
  }
  const p = weights.probabilities;
  const factor = weights.factors ? weights.factors[i]! : 1;
  for (let at = 0; at < m; at++) {
    let mean = 0;
    for (let c = 0; c < k; c++) mean += p[i * k + c]! * scores[c * m + at]!;
    for (let c = 0; c < k; c++) out[c * m + at] = factor * p[i * k + c]! * (scores[c * m + at]! - mean);
  }
}

/** One application with weights that are not kept. */
export function applyOnce(
  matrix: Pick<PlacedMatrix, 'placeCurvature'>,
  w: Float64Array,
  v: Float64Array,
  k: number,
): Float64Array {
  const curvature: PlacedCurvature = matrix.placeCurvature({ kind: 'blocks', values: w }, k);
  try {
    return curvature.times(v);
  } finally {
    curvature.dispose();
  }
}
