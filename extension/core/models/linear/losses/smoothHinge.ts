/**
 * The smooth hinge of the paper (Sec. 4.2), t·log(1 + exp((1 − s)/t)) of the margin s, and the hinge itself at t = 0. For more
 * than two classes the margin is that of Crammer & Singer (2001): t·log(1 + Σ_{c≠y} exp((1 + η_c − η_y)/t)), whose limit is
 * max(0, 1 + max_{c≠y} η_c − η_y); for two classes the two are the same.
 *
 * Either is t times the logistic or softmax loss of scores (η + o_y)/t, shifted by the margin that class y is asked for:
 * everything follows from those losses, with their digits.
 */
import { helmertContrasts } from './contrasts';
import { logisticLoss } from './logistic';
import { softmaxLoss } from './softmax';
import type { RowCurvature, ScoreLoss } from './types';

/** Temperatures on the way to a small one: from here, by this factor. */
const WARM = 1;
const COOLING = 4;
/** The hinge's optimum is that of this temperature: nearer to it, rounding of the scores decides what is on the margin. */
const COLDEST = 1e-6;

/**
 * @param present the classes that have training rows, ascending
 * @param temperature t; 0 for the hinge, which has a residual where it has a derivative, and at the kink the share of it that
 *   makes the gradient vanish at the optimum; no curvature
 */
export function smoothHingeLoss(classes: number, present: Int32Array, temperature: number): ScoreLoss {
  const base = classes === 2 ? logisticLoss() : softmaxLoss(classes, present);
  if (temperature > 0) return smooth(base, present, temperature, coolingPath(temperature));
  return hinge(base, present);
}

/** t of every loss before that of temperature t. */
function coolingPath(t: number): number[] {
  const path: number[] = [];
  for (let warmer = WARM; warmer > COOLING * t; warmer /= COOLING) path.push(warmer);
  return path;
}

function smooth(base: ScoreLoss, present: Int32Array, t: number, path: readonly number[]): ScoreLoss {
  const k = base.scores;
  const offsets = marginOffsets(base, present);
  /** (η + o_y)/t, n × K. */
  const shifted = (scores: Float64Array, labels: Int32Array): Float64Array =>
    scores.map((eta, at) => (eta + offsets[labels[Math.floor(at / k)] * k + (at % k)]) / t);
  const loss: ScoreLoss = {
    scores: k,
    classes: base.classes,
    weightsPerFeature: base.weightsPerFeature,
    path: path.map((warmer) => smooth(base, present, warmer, [])),
    losses: (scores, labels) => scaled(base.losses(shifted(scores, labels), labels), t),
    residuals: (scores, labels) => base.residuals(shifted(scores, labels), labels),
    curvature: (scores, labels) => scaledCurvature(base.curvature(shifted(scores, labels), labels), 1 / t),
    classLosses: (scores) => lossesByClass(loss, scores),
    ...sollichProbabilities((scores) => lossesByClass(loss, scores), base.classes),
    lossChanges: (scores, shifts, label) =>
      scaled(base.lossChanges(shifted(scores, Int32Array.of(label)), scaled(shifts, 1 / t), label), t),
    restrict(left, theta) {
      const part = base.restrict(left, theta);
      return part.loss === base
        ? { loss, theta }
        : { loss: smooth(part.loss, left, t, path), theta: part.theta };
    },
  };
  return loss;
}

function hinge(base: ScoreLoss, present: Int32Array): ScoreLoss {
  const k = base.scores;
  const cold = smooth(base, present, COLDEST, coolingPath(COLDEST));
  const excess = marginExcess(base, present);
  const losses = (scores: Float64Array, labels: Int32Array): Float64Array =>
    Float64Array.from(labels, (label, i) => Math.max(0, excess(scores.subarray(i * k, (i + 1) * k), label)));
  const loss: ScoreLoss = {
    ...cold,
    path: [...cold.path!, cold],
    kinked: true,
    losses,
    curvature: (_scores, labels) => flat(labels.length, k),
    classLosses: (scores) => lossesByClass(loss, scores),
    ...sollichProbabilities((scores) => lossesByClass(loss, scores), base.classes),
    lossChanges(scores, shifts, label) {
      const before = Math.max(0, excess(scores, label));
      return Float64Array.from({ length: shifts.length / k }, (_, i) => {
        const after = scores.map((eta, s) => eta + shifts[i * k + s]);
        return Math.max(0, excess(after, label)) - before;
      });
    },
    restrict(left, theta) {
      const part = base.restrict(left, theta);
      return part.loss === base ? { loss, theta } : { loss: hinge(part.loss, left), theta: part.theta };
    },
  };
  return loss;
}

/** o_y of each class, classes × K: 1 for every other class, in contrasts; ∓1 on the one logit of two classes. */
function marginOffsets({ classes, scores: k }: ScoreLoss, present: Int32Array): Float64Array {
  if (classes === 2) return Float64Array.of(1, -1);
  const out = new Float64Array(classes * k);
  const { contract } = helmertContrasts(present.length);
  present.forEach((label, own) => {
    const asked = new Float64Array(present.length).fill(1);
    asked[own] = 0;
    contract(asked, 0, 1, out, label * k);
  });
  return out;
}

/** 1 + max_{c≠y} η_c − η_y of one row; infinite for a class that the model does not have. */
function marginExcess(
  { classes }: ScoreLoss,
  present: Int32Array,
): (scores: Float64Array, label: number) => number {
  if (classes === 2) return (scores, label) => (label === 1 ? 1 - scores[0] : 1 + scores[0]);
  const { expand } = helmertContrasts(present.length);
  const eta = new Float64Array(present.length);
  return (scores, label) => {
    expand(scores, 0, 1, eta, 0);
    const own = present.indexOf(label);
    if (own < 0) return Infinity;
    let best = -Infinity;
    eta.forEach((value, c) => {
      if (c !== own && value > best) best = value;
    });
    return 1 + best - eta[own];
  };
}

/** ℓ with respect to every class, n × classes. */
function lossesByClass(loss: ScoreLoss, scores: Float64Array): Float64Array {
  const rows = scores.length / loss.scores;
  const out = new Float64Array(rows * loss.classes);
  for (let c = 0; c < loss.classes; c++)
    loss
      .losses(scores, new Int32Array(rows).fill(c))
      .forEach((value, i) => (out[i * loss.classes + c] = value));
  return out;
}

/**
 * A margin is no probability. p_c ∝ exp(−ℓ_c) is the one that the loss itself implies (Sollich 2002): it orders as the margins
 * do and is ½ where the classes tie; it is not calibrated.
 */
function sollichProbabilities(
  classLosses: (scores: Float64Array) => Float64Array,
  classes: number,
): Pick<ScoreLoss, 'probabilities' | 'logProbabilities'> {
  const logProbabilities = (scores: Float64Array): Float64Array => {
    const out = classLosses(scores);
    for (let from = 0; from < out.length; from += classes) {
      const row = out.subarray(from, from + classes);
      const least = row.reduce((a, b) => Math.min(a, b), Infinity);
      let sum = 0;
      for (const value of row) sum += Math.exp(least - value);
      const log = Math.log(sum);
      for (let c = 0; c < classes; c++) row[c] = least - row[c] - log;
    }
    return out;
  };
  return { logProbabilities, probabilities: (scores) => logProbabilities(scores).map(Math.exp) };
}

function scaledCurvature(curvature: RowCurvature, by: number): RowCurvature {
  return {
    rows: curvature.rows,
    scores: curvature.scores,
    times: (u, m) => scaled(curvature.times(u, m), by),
    blocks: (from, to) => scaled(curvature.blocks(from, to), by),
  };
}

function flat(rows: number, k: number): RowCurvature {
  return {
    rows,
    scores: k,
    times: (u) => new Float64Array(u.length),
    blocks: (from, to) => new Float64Array((to - from) * k * k),
  };
}

function scaled(values: Float64Array, by: number): Float64Array {
  return values.map((value) => value * by);
}
