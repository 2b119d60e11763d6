import type { TrainingProblem } from '../../core/models/types';

/** Newton steps that a fit takes, about. */
const STEPS = 10;

/**
 * Floating-point operations of dense linear algebra that fitting and explaining take, about: what decides whether a native
 * backend is worth its start. The smaller of parameters and rows sets the size of the matrices.
 */
export function denseFlops({ features, classes }: TrainingProblem): number {
  const { rows, cols } = features;
  const scores = classes === 2 ? 1 : classes;
  const size = Math.min(cols * scores, rows * scores);
  const gram =
    features.kind === 'dense'
      ? 2 * rows * cols * Math.min(rows, cols) * scores
      : // A sparse product is no dense one; what comes of it is.
        0;
  return STEPS * (gram + size ** 3 / 3);
}
