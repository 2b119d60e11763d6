/** Two classes with one logit: p(class 1) = σ(η). Definitions: Objective. */
import type { RowCurvature, ScoreLoss } from './types';

export function logisticLoss(): ScoreLoss {
  const loss: ScoreLoss = {
    scores: 1,
    classes: 2,
    weightsPerFeature: 1,
    losses(scores, labels) {
      return scores.map((eta, i) => softplus(labels[i] === 1 ? -eta : eta));
    },
    residuals(scores, labels) {
      return scores.map((eta, i) => (labels[i] === 1 ? -sigmoid(-eta) : sigmoid(eta)));
    },
    curvature: (scores) => logisticCurvature(scores),
    probabilities(scores) {
      const out = new Float64Array(2 * scores.length);
      for (let i = 0; i < scores.length; i++) {
        out[2 * i] = sigmoid(-scores[i]);
        out[2 * i + 1] = sigmoid(scores[i]);
      }
      return out;
    },
    logProbabilities(scores) {
      const out = new Float64Array(2 * scores.length);
      for (let i = 0; i < scores.length; i++) {
        out[2 * i] = -softplus(scores[i]);
        out[2 * i + 1] = -softplus(-scores[i]);
      }
      return out;
    },
    lossChanges(scores, shifts, label) {
      // With margin m = ±η: log(1 + e^{−m−d}) − log(1 + e^{−m}) = log1p(σ(−m)(e^{−d} − 1)).
      const sign = label === 1 ? 1 : -1;
      const margin = sign * scores[0];
      const doubt = sigmoid(-margin);
      return shifts.map((shift) => {
        const d = sign * shift;
        const change = d < -30 ? Infinity : doubt * Math.expm1(-d);
        // The plain difference is the exact one where the loss changes much.
        return Math.abs(change) > 0.5 ? softplus(-margin - d) - softplus(-margin) : Math.log1p(change);
      });
    },
    restrict: (_present, theta) => ({ loss, theta }),
  };
  return loss;
}

function logisticCurvature(scores: Float64Array): RowCurvature {
  const w = scores.map((eta) => {
    const e = Math.exp(-Math.abs(eta));
    return e / ((1 + e) * (1 + e));
  });
  return {
    rows: w.length,
    scores: 1,
    times(u, m) {
      const out = new Float64Array(u.length);
      for (let i = 0, at = 0; i < w.length; i++) for (let c = 0; c < m; c++, at++) out[at] = w[i] * u[at];
      return out;
    },
    blocks: (from, to) => w.slice(from, to),
  };
}

/** 1 / (1 + e^{−t}), to full relative precision on both sides. */
function sigmoid(t: number): number {
  const e = Math.exp(-Math.abs(t));
  return t >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** log(1 + e^t). */
function softplus(t: number): number {
  return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
}
