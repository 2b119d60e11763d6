import { linearize } from '../../autodiff/linearize';
import type { Matrix } from '../../linalg/types';
import { rowsTensor, targetsTensor } from './data';
import type { NetworkProblem } from './problem';

/** ∇ℓ and ∂ℓ/∂z of one row with respect to a class, at the network's parameters. */
export function lossAt(
  { network, loss, classes }: NetworkProblem,
  target: Matrix,
  explained: number,
): { gradient: Float64Array; residuals: Float64Array } {
  const row = rowsTensor(target, 0, 1);
  const wanted = targetsTensor(Int32Array.of(explained), classes);
  try {
    const at = linearize(network, loss, row, wanted);
    const result = { gradient: at.gradient(), residuals: Float64Array.from(at.residuals()) };
    at.dispose();
    return result;
  } finally {
    row.dispose();
    wanted.dispose();
  }
}

/** ∇ℓ alone. */
export function lossGradientAt(problem: NetworkProblem, target: Matrix, explained: number): Float64Array {
  return lossAt(problem, target, explained).gradient;
}
