/** K + 1 classes with a softmax, in K orthonormal contrasts of their scores. Definitions: Objective. */
import { contractWeights, expandWeights, helmertContrasts } from './contrasts';
import type { Contrasts } from './contrasts';
import type { RowCurvature, ScoreLoss } from './types';

/**
 * @param classes how many the dataset has
 * @param present the classes that have training rows, ascending; the others have probability 0 (an unpenalised intercept
 *   without rows would run to −∞); two at least
 */
export function softmaxLoss(classes: number, present: Int32Array): ScoreLoss {
  const count = present.length;
  const k = count - 1;
  const contrasts = helmertContrasts(count);
  const position = new Int32Array(classes).fill(-1);
  present.forEach((c, at) => (position[c] = at));
  const loss: ScoreLoss = {
    scores: k,
    classes,
    weightsPerFeature: count,
    losses(scores, labels) {
      const out = new Float64Array(labels.length);
      const eta = new Float64Array(count);
      for (let i = 0; i < labels.length; i++) {
        contrasts.expand(scores, i * k, 1, eta, 0);
        out[i] = negativeLogSoftmax(eta, position[labels[i]]);
      }
      return out;
    },
    residuals(scores, labels) {
      const out = softmax(scores, labels.length, contrasts);
      for (let i = 0; i < labels.length; i++) {
        // A row of a class that the model does not have counts for nothing.
        if (position[labels[i]] < 0) {
          out.fill(0, i * count, (i + 1) * count);
          continue;
        }
        // −Σ of the others instead of p_y − 1, which cancels for rows that are fitted well.
        const own = i * count + position[labels[i]];
        out[own] = 0;
        let others = 0;
        for (let c = i * count; c < (i + 1) * count; c++) others += out[c];
        out[own] = -others;
      }
      return contractRows(out, labels.length, contrasts);
    },
    curvature: (scores, labels) =>
      softmaxCurvature(softmax(scores, labels.length, contrasts), labels.length, contrasts),
    probabilities(scores) {
      const rows = scores.length / k;
      const p = softmax(scores, rows, contrasts);
      if (count === classes) return p;
      const out = new Float64Array(rows * classes);
      for (let i = 0; i < rows; i++)
        for (let c = 0; c < count; c++) out[i * classes + present[c]] = p[i * count + c];
      return out;
    },
    logProbabilities(scores) {
      const rows = scores.length / k;
      const out = new Float64Array(rows * classes).fill(-Infinity);
      const eta = new Float64Array(count);
      for (let i = 0; i < rows; i++) {
        contrasts.expand(scores, i * k, 1, eta, 0);
        for (let c = 0; c < count; c++) out[i * classes + present[c]] = -negativeLogSoftmax(eta, c);
      }
      return out;
    },
    lossChanges(scores, shifts, label) {
      const own = position[label];
      const eta = new Float64Array(count);
      contrasts.expand(scores, 0, 1, eta, 0);
      const p = softmax(scores, 1, contrasts);
      const m = shifts.length / k;
      const out = new Float64Array(m);
      const d = new Float64Array(count);
      for (let i = 0; i < m; i++) {
        contrasts.expand(shifts, i * k, 1, d, 0);
        out[i] = lossChange(eta, p, d, own);
      }
      return out;
    },
    restrict(left, theta) {
      if (left.length === count) return { loss, theta };
      const weights = expandWeights(theta, count);
      const width = weights.length / count;
      const kept = new Float64Array(width * left.length);
      for (let j = 0; j < width; j++)
        left.forEach((c, at) => (kept[j * left.length + at] = weights[j * count + position[c]]));
      return {
        loss: softmaxLoss(classes, left),
        theta: contractWeights(kept, left.length),
      };
    },
  };
  return loss;
}

/** log(1 + Σ_{c≠y} p_c (e^{d_c − d_y} − 1)); the plain difference, which is then exact, where the loss changes much. */
function lossChange(eta: Float64Array, p: Float64Array, d: Float64Array, own: number): number {
  let change = 0;
  for (let c = 0; c < eta.length; c++) {
    const relative = d[c] - d[own];
    if (c !== own) change += relative > 30 ? Infinity : p[c] * Math.expm1(relative);
  }
  if (Math.abs(change) <= 0.5) return Math.log1p(change);
  const shifted = eta.map((value, c) => value + d[c]);
  return negativeLogSoftmax(shifted, own) - negativeLogSoftmax(eta, own);
}

/** −log softmax(η)_y; infinite for a class (−1) that the model does not have. */
function negativeLogSoftmax(eta: Float64Array, own: number): number {
  if (own < 0) return Infinity;
  let top = 0;
  for (let c = 1; c < eta.length; c++) if (eta[c] > eta[top]) top = c;
  let rest = 0;
  for (let c = 0; c < eta.length; c++) if (c !== top) rest += Math.exp(eta[c] - eta[top]);
  return eta[top] - eta[own] + Math.log1p(rest);
}

/** rows × classes of the contrasts. */
function softmax(scores: Float64Array, rows: number, contrasts: Contrasts): Float64Array {
  const count = contrasts.classes;
  const out = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++) {
    const from = i * count;
    contrasts.expand(scores, i * (count - 1), 1, out, from);
    let top = out[from];
    for (let c = from + 1; c < from + count; c++) if (out[c] > top) top = out[c];
    let sum = 0;
    for (let c = from; c < from + count; c++) sum += out[c] = Math.exp(out[c] - top);
    for (let c = from; c < from + count; c++) out[c] /= sum;
  }
  return out;
}

function contractRows(values: Float64Array, rows: number, contrasts: Contrasts): Float64Array {
  const count = contrasts.classes;
  const out = new Float64Array(rows * (count - 1));
  for (let i = 0; i < rows; i++) contrasts.contract(values, i * count, 1, out, i * (count - 1));
  return out;
}

/** Qᵀ(diag(p) − ppᵀ)Q of each row. @param p rows × classes */
function softmaxCurvature(p: Float64Array, rows: number, contrasts: Contrasts): RowCurvature {
  const count = contrasts.classes;
  const k = count - 1;
  const top = likeliest(p, rows, count);
  return {
    rows,
    scores: k,
    times(u, m) {
      const out = new Float64Array(rows * k * m);
      const v = new Float64Array(count * m);
      const mean = new Float64Array(m);
      for (let i = 0; i < rows; i++) {
        contrasts.expand(u, i * k * m, m, v, 0);
        weightRow(p, i * count, count, top[i], v, mean, m);
        contrasts.contract(v, 0, m, out, i * k * m);
      }
      return out;
    },
    blocks(from, to) {
      const out = new Float64Array((to - from) * k * k);
      const v = new Float64Array(count * k);
      const mean = new Float64Array(k);
      const identity = new Float64Array(k * k);
      for (let j = 0; j < k; j++) identity[j * k + j] = 1;
      for (let i = from; i < to; i++) {
        contrasts.expand(identity, 0, k, v, 0);
        weightRow(p, i * count, count, top[i], v, mean, k);
        contrasts.contract(v, 0, k, out, (i - from) * k * k);
      }
      return out;
    },
  };
}

/**
 * V ← (diag(p) − ppᵀ)V in place, V of C × m. The likeliest class's line is minus the sum of the others: p(1 − p) would cancel.
 */
function weightRow(
  p: Float64Array,
  at: number,
  count: number,
  top: number,
  v: Float64Array,
  mean: Float64Array,
  m: number,
): void {
  mean.fill(0);
  for (let c = 0; c < count; c++) for (let j = 0; j < m; j++) mean[j] += p[at + c] * v[c * m + j];
  for (let j = 0; j < m; j++) v[top * m + j] = 0;
  for (let c = 0; c < count; c++) {
    if (c === top) continue;
    for (let j = 0; j < m; j++) {
      const weighted = p[at + c] * (v[c * m + j] - mean[j]);
      v[c * m + j] = weighted;
      v[top * m + j] -= weighted;
    }
  }
}

function likeliest(p: Float64Array, rows: number, count: number): Int32Array {
  const top = new Int32Array(rows);
  for (let i = 0; i < rows; i++)
    for (let c = 1; c < count; c++) if (p[i * count + c] > p[i * count + top[i]]) top[i] = c;
  return top;
}
