import type { Work } from '../../../contract/progress';
import { checkLeverage } from '../../checks/leverage';
import { checkLinearised } from '../../checks/linearised';
import { solveSmall } from '../../linalg/small';
import { leaveOneOut } from '../../influence/leaveOneOut';
import type { InfluenceOptions, RowScores } from '../types';
import { logProbabilities } from './predict';
import type { NetworkState } from './state';

/**
 * The scores of the network linearised at its parameters, with the damped curvature factored whole or by layers. Held-out scores
 * follow as for a linear model (definitions: Self-influence, leverage, leave-one-out; for networks, Nickl et al. 2023, arXiv
 * 2310.19273).
 */
export async function scoreRows(
  state: NetworkState,
  options: InfluenceOptions,
  work: Work,
): Promise<RowScores> {
  const { problem, batches } = state;
  const { features, labels, classes } = problem;
  const n = features.rows;
  const inverse = await state.inverse(options, work);
  work.progress({ stage: 'Scoring the rows' });
  const scores = new Float64Array(n * classes);
  const residuals = new Float64Array(n * classes);
  batches.forEach((at, from) => {
    scores.set(at.scores(), from * classes);
    residuals.set(at.residuals(), from * classes);
  });
  const logs = logProbabilities(scores, classes);
  const probabilities = logs.map(Math.exp);
  const shape = {
    rows: n,
    scores: classes,
    count: n,
    weights: (from: number, to: number) => softmaxWeights(probabilities, classes, from, to),
  };
  const { values, factored } = await inverse.covariances(work);
  const covariances = factored ? withOwnCurvature(values, probabilities, classes) : values;
  const {
    selfInfluence,
    leverage,
    scores: heldOut,
  } = await leaveOneOut(shape, scores, residuals, covariances, work);
  return {
    selfInfluence,
    leverage,
    looProbabilities: logProbabilities(heldOut, classes).map(Math.exp),
    loss: Float64Array.from(labels, (label, i) => -logs[i * classes + label]),
    solver: {
      name: factored ? 'ekfac' : inverse.name,
      damping: inverse.damping,
      relativeResidual: 0,
      reason: factored
        ? 'The scores of all rows come from the factors of each layer.'
        : 'The curvature is factored whole, so the scores of all rows are exact for the linearised network.',
    },
    checks: [checkLinearised(factored), checkLeverage(leverage)],
  };
}

/**
 * A_i with the row's own curvature added to the factored one: (A⁻¹ + W)⁻¹. Factors can miss the directions of an unusual row, and it
 * would seem to hold more than all of its own prediction; so it cannot.
 */
function withOwnCurvature(covariances: Float64Array, p: Float64Array, k: number): Float64Array {
  const out = new Float64Array(covariances.length);
  const system = new Float64Array(k * k);
  const column = new Float64Array(k);
  for (let i = 0; i < p.length / k; i++) {
    const a = covariances.subarray(i * k * k, (i + 1) * k * k);
    const w = softmaxWeights(p, k, i, i + 1);
    for (let d = 0; d < k; d++) {
      for (let c = 0; c < k; c++)
        for (let e = 0; e < k; e++) {
          let sum = c === e ? 1 : 0;
          for (let f = 0; f < k; f++) sum += a[c * k + f] * w[f * k + e];
          system[c * k + e] = sum;
        }
      for (let c = 0; c < k; c++) column[c] = a[c * k + d];
      solveSmall(system, column, k);
      for (let c = 0; c < k; c++) out[i * k * k + c * k + d] = column[c];
    }
  }
  return out;
}

/** diag(p) − p·pᵀ of rows [from, to). */
function softmaxWeights(p: Float64Array, k: number, from: number, to: number): Float64Array {
  const out = new Float64Array((to - from) * k * k);
  for (let i = from; i < to; i++)
    for (let c = 0; c < k; c++)
      for (let d = 0; d < k; d++)
        out[(i - from) * k * k + c * k + d] = p[i * k + c] * ((c === d ? 1 : 0) - p[i * k + d]);
  return out;
}
