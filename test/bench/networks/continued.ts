/** Training that goes on from known parameters, as Koh & Liang (section 4.2) retrain networks: Adam on minibatches, small steps. */
import { lossGradient } from '../../../extension/core/autodiff/gradient';
import { penaltyMask, readParameters, writeParameters } from '../../../extension/core/autodiff/parameters';
import { rowsTensor, takeRows, targetsTensor } from '../../../extension/core/models/network/data';
import type { NetworkProblem } from '../../../extension/core/models/network/problem';
import { createRandom, shuffle } from '../../../extension/core/random';

export interface Continuation {
  steps: number;
  rate: number;
  batchSize: number;
}

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/**
 * Leaves the network where so many steps lead. The batches are the same whichever row is left out, so that two of these differ by
 * that row alone and not by the noise of their batches.
 */
export function goOn(
  { network, loss, features, labels, classes, l2 }: NetworkProblem,
  leftOut: number | undefined,
  { steps, rate, batchSize }: Continuation,
): void {
  const random = createRandom(7);
  const order = Int32Array.from(labels.keys());
  const theta = readParameters(network.parameters);
  const mask = penaltyMask(network.parameters);
  const [first, second] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  let at = order.length;
  for (let step = 1; step <= steps; step++) {
    if (at >= order.length) {
      shuffle(order, random);
      at = 0;
    }
    const batch = order.slice(at, at + batchSize).filter((row) => row !== leftOut);
    at += batchSize;
    const rows = rowsTensor(takeRows(features, batch), 0, batch.length);
    const targets = targetsTensor(
      batch.map((row) => labels[row]!),
      classes,
    );
    const { gradient } = lossGradient(network, loss, rows, targets);
    rows.dispose();
    targets.dispose();
    const size = (rate * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
    for (let j = 0; j < theta.length; j++) {
      const g = gradient[j]! / batch.length + l2 * mask[j]! * theta[j]!;
      first[j]! += (1 - BETA1) * (g - first[j]!);
      second[j]! += (1 - BETA2) * (g * g - second[j]!);
      theta[j]! -= (size * first[j]!) / (Math.sqrt(second[j]!) + EPSILON);
    }
    writeParameters(network.parameters, theta);
  }
}
