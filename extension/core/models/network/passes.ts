/** How many rows are pushed through a network at once. */
import { measureRow, type RowCost } from '../../autodiff/measure';
import type { Network } from '../../autodiff/network';
import type { Matrix } from '../../linalg/types';
import { rowsTensor } from './data';

/** Bytes that a pass may hold: larger ones are no faster. */
const LARGEST = 64 * 2 ** 20;
const MOST_ROWS = 4096;
const PROBE = 8;

const known = new WeakMap<Network, RowCost>();

/** What a row of these features takes. Measured once for a network, by the first rows. */
export function rowCost(network: Network, features: Matrix): RowCost {
  const before = known.get(network);
  if (before) return before;
  const rows = rowsTensor(features, 0, Math.min(PROBE, features.rows));
  const cost = measureRow(network, rows);
  rows.dispose();
  known.set(network, cost);
  return cost;
}

export function rowsAtOnce(network: Network, features: Matrix): number {
  // Forward and backward, about twice of what the derivatives read is held for a while.
  const bytes = 2 * rowCost(network, features).bytes + 8 * features.cols;
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(LARGEST / bytes)));
}
