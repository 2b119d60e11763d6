/** A network linearised on all of its training rows, in batches that fit a memory budget. */
import { linearize, type Linearization } from '../../autodiff/linearize';
import { MEMORY_SHARE } from '../../linalg/memory';
import { LensError } from '../../../contract/errors';
import { rowsTensor, targetsTensor } from './data';
import type { NetworkProblem } from './problem';

export interface Batches {
  /** Calls `use` for each batch of rows in order; batches that do not fit the budget together are linearised anew. */
  forEach(use: (at: Linearization, from: number, to: number) => void): void;
  dispose(): void;
}

/** Rows by which the memory a row takes is measured. */
const PROBE = 64;
/** Largest batch, bytes: larger ones are no faster. */
const LARGEST = 256 * 2 ** 20;

/** @param memory bytes that the user allows computations to take */
export function createBatches(problem: NetworkProblem, memory: number): Batches {
  const budget = MEMORY_SHARE.derivatives * memory;
  const { features, labels, classes, network, loss } = problem;
  const n = features.rows;
  const rowBytes = measure(problem);
  const size = Math.floor(Math.min(budget / 2, LARGEST) / rowBytes);
  if (size < 1)
    throw new LensError('memory', 'The derivatives of a single row do not fit the memory budget.', {
      hint: 'Use a smaller network or fewer features, or allow more by the setting influence.memory (--memory).',
    });
  const held = n * rowBytes <= budget ? new Map<number, Linearization>() : undefined;
  const at = (from: number, to: number): Linearization => {
    const rows = rowsTensor(features, from, to);
    const targets = targetsTensor(labels.subarray(from, to), classes);
    try {
      const made = linearize(network, loss, rows, targets);
      return { ...made, dispose: () => [made, rows, targets].forEach((part) => part.dispose()) };
    } catch (error) {
      rows.dispose();
      targets.dispose();
      throw error;
    }
  };
  return {
    forEach(use) {
      for (let from = 0; from < n; from += size) {
        const to = Math.min(n, from + size);
        const known = held?.get(from);
        const batch = known ?? at(from, to);
        held?.set(from, batch);
        try {
          use(batch, from, to);
        } finally {
          if (!held) batch.dispose();
        }
      }
    },
    dispose() {
      held?.forEach((batch) => batch.dispose());
      held?.clear();
    },
  };
}

const known = new WeakMap<NetworkProblem['network'], number>();

/** Bytes that a row takes when it is linearised, the row itself included. Measured once for a network, by the first rows. */
function measure({ features, labels, classes, network, loss }: NetworkProblem): number {
  const before = known.get(network);
  if (before !== undefined) return before;
  const count = Math.min(PROBE, features.rows);
  const rows = rowsTensor(features, 0, count);
  const targets = targetsTensor(labels.subarray(0, count), classes);
  try {
    const probe = linearize(network, loss, rows, targets);
    const { bytes } = probe;
    probe.dispose();
    const rowBytes = 4 * (features.cols + classes) + bytes / count;
    known.set(network, rowBytes);
    return rowBytes;
  } finally {
    rows.dispose();
    targets.dispose();
  }
}
