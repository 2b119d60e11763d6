/** Adam (Kingma & Ba 2015) on minibatches. */
import { lossGradient } from '../../autodiff/gradient';
import { penaltyMask, readParameters, writeParameters } from '../../autodiff/parameters';
import { createPacer } from '../../pacing';
import { type Random, shuffle } from '../../random';
import type { Work } from '../../../contract/progress';
import { rowsTensor, takeRows, targetsTensor } from './data';
import type { NetworkProblem } from './problem';

export interface AdamOptions {
  epochs: number;
  batchSize: number;
  random: Random;
  /** Step size at a share of the epochs, 0 to 1. */
  rate(done: number): number;
  /** Called after each epoch; false ends it. */
  goOn?(epoch: number): boolean;
  stage: string;
}

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** Minimises R over these rows of the problem. @returns the epochs run */
export async function adam(
  problem: NetworkProblem,
  rows: Int32Array,
  { epochs, batchSize, random, rate, goOn, stage }: AdamOptions,
  work: Work,
): Promise<number> {
  const { network, loss, features, labels, classes, l2 } = problem;
  const pacer = createPacer(work);
  const mask = penaltyMask(network.parameters);
  const theta = readParameters(network.parameters);
  const first = new Float64Array(theta.length);
  const second = new Float64Array(theta.length);
  const order = rows.slice();
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = order.slice(from, from + batchSize);
      const inputs = rowsTensor(takeRows(features, batch), 0, batch.length);
      const targets = targetsTensor(
        batch.map((row) => labels[row]),
        classes,
      );
      const { gradient } = lossGradient(network, loss, inputs, targets);
      inputs.dispose();
      targets.dispose();
      step++;
      const done = (epoch + from / order.length) / epochs;
      const size = (rate(done) * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
      for (let j = 0; j < theta.length; j++) {
        const g = gradient[j] / batch.length + l2 * mask[j] * theta[j];
        first[j] += (1 - BETA1) * (g - first[j]);
        second[j] += (1 - BETA2) * (g * g - second[j]);
        theta[j] -= (size * first[j]) / (Math.sqrt(second[j]) + EPSILON);
      }
      writeParameters(network.parameters, theta);
      await pacer.pause({ stage, fraction: done });
    }
    if (goOn && !goOn(epoch)) return epoch + 1;
  }
  return epochs;
}
