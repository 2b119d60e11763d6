import type { ModelConfig } from '../../contract/config';
import { multiplicationsOf, type NetworkConfig, stagesOf } from '../../core/models/network/architecture';
import type { TrainingProblem } from '../../core/models/types';

/** Newton steps that a fit takes, about. */
const STEPS = 10;

/** Epochs that training a network takes, about. */
const EPOCHS = 50;

/**
 * Floating-point operations of dense linear algebra that fitting and explaining take, about: what decides whether a native
 * backend is worth its start.
 */
export function expectedFlops(problem: TrainingProblem, model: ModelConfig): number {
  switch (model.type) {
    case 'logistic':
    case 'smooth-hinge':
    case 'rbf-svm':
      return linearFlops(problem);
    case 'keras':
      // The features are there; what is left is linear. Derivatives of a whole network are always much work.
      return model.layers === 'last' ? linearFlops(problem) : Infinity;
    case 'mlp':
    case 'cnn':
      return networkFlops(problem, model);
  }
}

/** Largest matrix (n × n) that WebAssembly, which addresses 4 GiB, holds together with its factor. */
const ADDRESSABLE = 16_000;

/**
 * The smaller of parameters and rows sets the size of the matrices. As long as the embedded backend can hold them, its float64 is
 * as fast as the native one's: on two busy processors Cholesky of 3,000 took 0.77 s against 0.88 s, of 5,985 4.2 s against
 * 4.9 s, and the Gram matrix of 8,000 × 784 0.25 s against 0.27 s.
 */
function linearFlops({ features, classes }: TrainingProblem): number {
  const { rows, cols } = features;
  const scores = classes === 2 ? 1 : classes;
  const size = Math.min(cols * scores, rows * scores);
  if (size <= ADDRESSABLE) return 0;
  const gram =
    features.kind === 'dense'
      ? 2 * rows * cols * Math.min(rows, cols) * scores
      : // A sparse product is no dense one; what comes of it is.
        0;
  return STEPS * (gram + size ** 3 / 3);
}

/** Forward and backward through the whole network, for every row and epoch. */
function networkFlops(problem: TrainingProblem, model: NetworkConfig): number {
  return 6 * multiplicationsOf(stagesOf(problem, model)) * problem.features.rows * EPOCHS;
}
