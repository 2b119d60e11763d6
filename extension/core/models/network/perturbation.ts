import { inputGradient } from '../../autodiff/gradient';
import { linearize } from '../../autodiff/linearize';
import type { Matrix } from '../../linalg/types';
import type { Perturbation } from '../insight';
import { rowsTensor, targetsTensor } from './data';
import type { NetworkProblem } from './problem';

/**
 * I_pert of one training row, divided by n (eq. 5): −∂(∇ℓ(z)·s)/∂x for s = (C + δI)⁻¹∇ℓ(test), by differentiating the recorded
 * gradient once more; and ∂ℓ(test)/∂x. float32. Throws a `model` error that names what cannot be differentiated.
 */
export function perturbRow(
  { network, loss, features, labels, classes }: NetworkProblem,
  target: Matrix,
  explained: number,
  trainingRow: number,
  s: Float64Array,
): Perturbation {
  const training = rowsTensor(features, trainingRow, trainingRow + 1);
  const own = rowsTensor(target, 0, 1);
  const [label, asked] = [labels[trainingRow], explained].map((of) =>
    targetsTensor(Int32Array.of(of), classes),
  );
  try {
    const at = linearize(network, loss, training, label, { inputs: true });
    try {
      return {
        training: Float64Array.from(at.inputGradients(s), (value) => -value / features.rows),
        explained: inputGradient(network, loss, own, asked),
        presence: at.presence,
      };
    } finally {
      at.dispose();
    }
  } finally {
    for (const made of [training, own, label, asked]) made.dispose();
  }
}
