import { linearize } from '../../autodiff/linearize';
import type { Matrix } from '../../linalg/types';
import { rowsTensor, targetsTensor } from './data';
import type { NetworkProblem } from './problem';

/** ∇ℓ of one row with respect to a class, at the network's parameters. */
export function lossGradientAt(
  { network, loss, classes }: NetworkProblem,
  target: Matrix,
  explained: number,
): Float64Array {
  const row = rowsTensor(target, 0, 1);
  const wanted = targetsTensor(Int32Array.of(explained), classes);
  try {
    const at = linearize(network, loss, row, wanted);
    const gradient = at.gradient();
    at.dispose();
    return gradient;
  } finally {
    row.dispose();
    wanted.dispose();
  }
}
