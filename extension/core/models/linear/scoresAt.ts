import type { Float64Backend, Matrix } from '../../linalg/types';
import type { LinearProblem } from './objective';

/** η of any rows with any parameters, rows × K. */
export function scoresAt(
  { design, loss }: LinearProblem,
  backend: Float64Backend,
  features: Matrix,
  theta: Float64Array,
): Float64Array {
  const placed = backend.place(design.adapt(features));
  try {
    return placed.times(theta, loss.scores);
  } finally {
    placed.dispose();
  }
}
