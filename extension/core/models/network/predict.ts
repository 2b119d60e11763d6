import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Network } from '../../autodiff/network';
import { withRepairs } from '../../autodiff/record';
import type { Matrix } from '../../linalg/types';
import { rowsTensor } from './data';
import { rowsAtOnce } from './passes';

/** Scores of every row before the softmax, rows × classes. */
export function scoresOf(network: Network, features: Matrix, classes: number): Float64Array {
  const out = new Float64Array(features.rows * classes);
  if (features.rows === 0) return out;
  const chunk = rowsAtOnce(network, features);
  for (let from = 0; from < features.rows; from += chunk) {
    const to = Math.min(features.rows, from + chunk);
    const scores: Tensor = tidy(() => withRepairs(() => network.apply(rowsTensor(features, from, to))));
    out.set(scores.dataSync<'float32'>(), from * classes);
    scores.dispose();
  }
  return out;
}

/** log p of a softmax over each row of scores, exact also where p rounds to 0 or 1. */
export function logProbabilities(scores: Float64Array, classes: number): Float64Array {
  const out = new Float64Array(scores.length);
  for (let at = 0; at < scores.length; at += classes)
    for (let c = 0; c < classes; c++) {
      // log p_c = −log Σ_k e^(z_k − z_c); the largest exponent is taken out, and the term that is 1 kept apart.
      let largest = 0;
      for (let k = 0; k < classes; k++) largest = Math.max(largest, scores[at + k] - scores[at + c]);
      let rest = 0;
      for (let k = 0; k < classes; k++)
        if (k !== c) rest += Math.exp(scores[at + k] - scores[at + c] - largest);
      out[at + c] = largest === 0 ? -Math.log1p(rest) : -(largest + Math.log(rest + Math.exp(-largest)));
    }
  return out;
}
