/** The network as it was on the way to its optimum, for TracIn. */
import type { SavedModel } from '../types';

export interface Checkpoint {
  theta: Float64Array;
  /** Step size of the training there: η of Pruthi et al. 2020, eq. 3. */
  rate: number;
}

/** Most bytes that all of them may take. */
const MOST_BYTES = 64 * 2 ** 20;

/** Whether the network is kept after this epoch, from 0: after the first, second, fourth, eighth …, as losses fall fastest at first. */
export function isKept(epoch: number, parameters: number): boolean {
  const many = Math.log2(epoch + 1);
  return Number.isInteger(many) && (many + 1) * parameters * Float64Array.BYTES_PER_ELEMENT <= MOST_BYTES;
}

/** As arrays of a saved model. */
export function savedCheckpoints(checkpoints: readonly Checkpoint[]): SavedModel['arrays'] {
  if (checkpoints.length === 0) return {};
  const size = checkpoints[0].theta.length;
  const all = new Float64Array(checkpoints.length * size);
  checkpoints.forEach(({ theta }, i) => all.set(theta, i * size));
  return { checkpoints: all, rates: Float64Array.from(checkpoints, ({ rate }) => rate) };
}

export function restoredCheckpoints({ arrays }: SavedModel, parameters: number): Checkpoint[] {
  const { checkpoints, rates } = arrays;
  if (checkpoints?.length !== rates?.length * parameters) return [];
  return Array.from(rates, (rate, i) => ({
    theta: checkpoints.slice(i * parameters, (i + 1) * parameters),
    rate,
  }));
}
