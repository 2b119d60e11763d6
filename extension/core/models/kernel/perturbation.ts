import type { DenseMatrix, Matrix } from '../../linalg/types';
import type { Perturbation } from '../insight';
import { denseRow } from '../linear/design';
import type { FeatureMap } from './featureMap';
import { rbfGradient } from './rbf';

/**
 * I_pert / n of a kernel machine by the numbers of the rows themselves, in closed form. In the kernel's space the objective depends on a
 * training row x through its own loss alone, so that ∂f̂/∂x = −H⁻¹∂_x∇_fℓ(z)/n with ∇_fℓ = r·k(x, ·). Within the span of the training
 * rows that is the chain rule through φ. Beyond it, where H is λ + δ, ∂_x k(x, ·) and k(x_test, ·) meet too:
 * −r·r_test/(n(λ + δ)) · (∂_x k(x, x_test) − ⟨φ(x_test), ∂_x φ(x)⟩).
 * @param mapped φ(x_test)
 * @param inSpan by the features φ
 * @param penalty λ + δ
 */
export function perturbThroughKernel(
  { map, features, gamma }: { map: FeatureMap; features: Matrix; gamma: number },
  target: Matrix,
  mapped: DenseMatrix,
  trainingRow: number,
  { training, explained, pull = 0 }: Perturbation,
  penalty: number,
): Perturbation {
  const x = denseRow(features, trainingRow);
  const row: DenseMatrix = { kind: 'dense', rows: 1, cols: x.length, data: x };
  const beyond = pull / penalty;
  const withinWeights = training.map((value, m) => value + beyond * mapped.data[m]);
  const within = map.gradient(withinWeights, row);
  const between = rbfGradient(x, denseRow(target, 0), gamma);
  return {
    training: within.map((value, j) => value - beyond * between[j]),
    explained: map.gradient(explained, target),
  };
}
