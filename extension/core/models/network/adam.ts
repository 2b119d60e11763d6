/** Adam (Kingma & Ba 2015) on minibatches, stopped when a held-out part of the rows is fitted no better. */
import { lossGradient } from '../../autodiff/gradient';
import { penaltyMask, readParameters, writeParameters } from '../../autodiff/parameters';
import { createPacer } from '../../pacing';
import { createRandom, shuffle } from '../../random';
import type { Work } from '../../../contract/progress';
import { rowsTensor, takeRows, targetsTensor } from './data';
import { evaluate, type NetworkProblem } from './problem';

export interface AdamOptions {
  epochs: number;
  learningRate: number;
  batchSize: number;
  seed: number;
}

const HELD_OUT = 0.1;
/** Epochs without a better held-out loss after which it stops. */
const PATIENCE = 10;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** Leaves the network at the epoch that fits the held-out rows best. @returns the epochs run */
export async function trainByAdam(
  problem: NetworkProblem,
  { epochs, learningRate, batchSize, seed }: AdamOptions,
  work: Work,
): Promise<number> {
  const { network, loss, features, labels, classes, l2 } = problem;
  const random = createRandom(seed);
  const order = shuffle(
    Int32Array.from({ length: features.rows }, (_, i) => i),
    random,
  );
  const heldOut = order.slice(0, Math.floor(HELD_OUT * order.length));
  const trained = order.slice(heldOut.length);
  const check: NetworkProblem = {
    ...problem,
    features: takeRows(features, heldOut),
    labels: heldOut.map((row) => labels[row]),
  };
  const pacer = createPacer(work);
  const mask = penaltyMask(network.parameters);
  const theta = readParameters(network.parameters);
  const first = new Float64Array(theta.length);
  const second = new Float64Array(theta.length);
  let best = { loss: Infinity, theta: theta.slice(), epoch: 0 };
  let step = 0;
  let epoch = 0;
  for (; epoch < epochs; epoch++) {
    shuffle(trained, random);
    for (let from = 0; from < trained.length; from += batchSize) {
      const batch = trained.slice(from, from + batchSize);
      const rows = rowsTensor(takeRows(features, batch), 0, batch.length);
      const targets = targetsTensor(
        batch.map((row) => labels[row]),
        classes,
      );
      const { gradient } = lossGradient(network, loss, rows, targets);
      rows.dispose();
      targets.dispose();
      step++;
      const rate = (learningRate * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
      for (let j = 0; j < theta.length; j++) {
        const g = gradient[j] / batch.length + l2 * mask[j] * theta[j];
        first[j] += (1 - BETA1) * (g - first[j]);
        second[j] += (1 - BETA2) * (g * g - second[j]);
        theta[j] -= (rate * first[j]) / (Math.sqrt(second[j]) + EPSILON);
      }
      writeParameters(network.parameters, theta);
      const done = epoch + from / trained.length;
      await pacer.pause({ stage: `Training, epoch ${epoch + 1}`, fraction: done / epochs });
    }
    if (heldOut.length === 0) continue;
    const held = evaluate(check).meanLoss;
    if (held < best.loss) best = { loss: held, theta: theta.slice(), epoch };
    else if (epoch - best.epoch >= PATIENCE) break;
  }
  if (best.loss < Infinity) writeParameters(network.parameters, best.theta);
  return epoch;
}
