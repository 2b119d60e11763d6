import type { Matrix } from '../../core/linalg/types';
import type { FittedModel } from '../../core/models/types';
import type { Predictions } from './state';

/** @param labels class of each row of `features`; −1 where there is no label */
export function predict(
  model: FittedModel,
  features: Matrix,
  labels: Int32Array,
  classes: number,
): Predictions {
  const logs = model.logProbabilities(features);
  const losses = model.losses?.(features);
  const n = labels.length;
  const predicted = new Int32Array(n);
  const loss = new Float64Array(n);
  let labelled = 0;
  let correct = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    predicted[i] = mostProbable(logs, i, classes);
    const own = i * classes + labels[i];
    loss[i] = labels[i] < 0 ? NaN : (losses?.[own] ?? -logs[own]);
    if (labels[i] < 0) continue;
    labelled++;
    total += loss[i];
    if (predicted[i] === labels[i]) correct++;
  }
  return {
    probabilities: logs.map(Math.exp),
    predicted,
    loss,
    meanLoss: labelled === 0 ? null : total / labelled,
    accuracy: labelled === 0 ? null : correct / labelled,
  };
}

/** The largest entry of row i; the first of equal ones. */
export function mostProbable(scores: Float64Array, i: number, classes: number): number {
  let best = 0;
  for (let c = 1; c < classes; c++) {
    if (scores[i * classes + c] > scores[i * classes + best]) best = c;
  }
  return best;
}
