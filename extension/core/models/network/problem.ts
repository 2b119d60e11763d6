/** What a network is fitted to, and the objective R (definitions: Objective). */
import type { Loss } from '../../autodiff/losses/types';
import { lossGradient } from '../../autodiff/gradient';
import type { Network } from '../../autodiff/network';
import { penaltyMask, readParameters } from '../../autodiff/parameters';
import type { Matrix } from '../../linalg/types';
import { rowsTensor, targetsTensor } from './data';
import { rowsAtOnce } from './passes';

export interface NetworkProblem {
  network: Network;
  loss: Loss;
  features: Matrix;
  labels: Int32Array;
  classes: number;
  l2: number;
}

export interface Evaluation {
  /** R. */
  objective: number;
  meanLoss: number;
  /** ∇R. */
  gradient: Float64Array;
}

/** R and its gradient at the network's parameters, in float32 but for the sums over rows. */
export function evaluate({ network, loss, features, labels, classes, l2 }: NetworkProblem): Evaluation {
  const n = features.rows;
  const theta = readParameters(network.parameters);
  const mask = penaltyMask(network.parameters);
  const gradient = new Float64Array(theta.length);
  const chunk = rowsAtOnce(network, features);
  let total = 0;
  for (let from = 0; from < n; from += chunk) {
    const to = Math.min(n, from + chunk);
    const rows = rowsTensor(features, from, to);
    const targets = targetsTensor(labels.subarray(from, to), classes);
    try {
      const part = lossGradient(network, loss, rows, targets);
      for (const one of part.losses) total += one;
      part.gradient.forEach((value, j) => (gradient[j] += value / n));
    } finally {
      rows.dispose();
      targets.dispose();
    }
  }
  let penalty = 0;
  theta.forEach((value, j) => {
    penalty += (mask[j] * l2 * value * value) / 2;
    gradient[j] += mask[j] * l2 * value;
  });
  return { objective: total / n + penalty, meanLoss: total / n, gradient };
}

export function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
