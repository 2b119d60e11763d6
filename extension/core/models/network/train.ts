/** Training before the last digits: until held-out rows are fitted no better, then on all rows with steps that shrink. */
import { readParameters, writeParameters } from '../../autodiff/parameters';
import { createRandom, shuffle } from '../../random';
import type { Work } from '../../../contract/progress';
import { adam } from './adam';
import { isKept } from './checkpoints';
import { takeRows } from './data';
import { evaluate, type NetworkProblem } from './problem';

export interface TrainingOptions {
  epochs: number;
  learningRate: number;
  batchSize: number;
  seed: number;
  /** Keeps the network as it is now, at this step size. */
  keep?(rate: number): void;
}

const HELD_OUT = 0.1;
/** Epochs without a better held-out loss after which it stops, and steps: on few rows an epoch is short, and plateaus are long. */
const [PATIENCE, PATIENT_STEPS] = [10, 300];
/** Epochs on all rows afterwards, and the share of the step size that is left at their end. */
const [SETTLING, SMALLEST] = [40, 0.003];

/** Leaves the network near an optimum of R over all rows. @returns the epochs run */
export async function train(problem: NetworkProblem, options: TrainingOptions, work: Work): Promise<number> {
  const { batchSize, learningRate, seed } = options;
  const random = createRandom(seed);
  const order = shuffle(
    Int32Array.from({ length: problem.features.rows }, (_, i) => i),
    random,
  );
  const epochs = await untilHeldOutIsWorse(problem, order, random, options, work);
  const settling = Math.min(SETTLING, options.epochs);
  const settled =
    epochs +
    (await adam(
      problem,
      order,
      {
        epochs: settling,
        batchSize,
        random,
        rate: (done) => learningRate * SMALLEST ** done,
        stage: 'Settling on all rows',
      },
      work,
    ));
  options.keep?.(learningRate * SMALLEST);
  return settled;
}

/** Leaves the network at the epoch that fits a held-out part of the rows best. */
async function untilHeldOutIsWorse(
  problem: NetworkProblem,
  order: Int32Array,
  random: () => number,
  { epochs, learningRate, batchSize, keep }: TrainingOptions,
  work: Work,
): Promise<number> {
  const { network, features, labels } = problem;
  const heldOut = order.slice(0, Math.floor(HELD_OUT * order.length));
  const check: NetworkProblem = {
    ...problem,
    features: takeRows(features, heldOut),
    labels: heldOut.map((row) => labels[row]),
  };
  let best = { loss: Infinity, theta: readParameters(network.parameters), epoch: 0 };
  const trained = order.slice(heldOut.length);
  const patience = Math.max(PATIENCE, Math.ceil((PATIENT_STEPS * batchSize) / trained.length));
  const size = best.theta.length;
  const goOn = (epoch: number): boolean => {
    if (isKept(epoch, size)) keep?.(learningRate);
    if (heldOut.length === 0) return true;
    const { meanLoss } = evaluate(check);
    if (meanLoss < best.loss) best = { loss: meanLoss, theta: readParameters(network.parameters), epoch };
    return epoch - best.epoch < patience;
  };
  const stage = 'Training the network';
  const run = await adam(
    problem,
    trained,
    { epochs, batchSize, random, rate: () => learningRate, goOn, stage },
    work,
  );
  if (best.loss < Infinity) writeParameters(network.parameters, best.theta);
  return run;
}
