/** Whether the curvature of a network is right: its Hessian's extreme eigenvalues, and its products against differences. */
import { readParameters, writeParameters } from '../../autodiff/parameters';
import { extremeEigenvalues } from '../../linalg/lanczos';
import type { Float64Backend } from '../../linalg/types';
import { createRandom } from '../../random';
import type { CurvatureEvidence } from '../evidence';
import { createCurvature } from './curvature';
import { rowCost } from './passes';
import { evaluate, norm } from './problem';
import type { NetworkState } from './state';

const STEPS = 30;
/** How far all parameters move together, as a share of their length. */
const MOVES = [1e-1, 1e-2, 1e-3];

export function networkEvidence(
  state: NetworkState,
  backend: Float64Backend,
  tensors: () => Promise<void>,
): CurvatureEvidence {
  const { problem, batches } = state;
  return {
    single: true,
    passFlops: 6 * rowCost(problem.network, problem.features).multiplications * problem.features.rows,
    async spectrum(options, work) {
      await tensors();
      const { damping } = await state.inverse(options, work);
      const hessian = createCurvature(problem, batches, 'hessian', 0);
      const lanczos = { steps: STEPS, seed: 1, stage: 'Measuring the curvature' };
      const ends = await extremeEigenvalues(
        hessian.dimension,
        (v) => hessian.times(v),
        lanczos,
        backend,
        work,
      );
      return { of: 'undamped-hessian', damping, ...ends };
    },
    productError: (seed) => productErrorOf(state, seed),
  };
}

function productErrorOf({ problem, batches, another }: NetworkState, seed: number): number {
  const theta = readParameters(problem.network.parameters);
  const random = createRandom(seed);
  const direction = theta.map(() => random() - 0.5);
  const length = norm(theta) / norm(direction);
  const v = direction.map((value) => value * length);
  const product = createCurvature(problem, batches, 'hessian', 0).times(v);
  const network = another();
  try {
    const gradientAt = (by: number): Float64Array => {
      writeParameters(
        network.parameters,
        theta.map((value, j) => value + by * v[j]),
      );
      return evaluate({ ...problem, network }).gradient;
    };
    return Math.min(
      ...MOVES.map((h) => {
        const [up, down] = [gradientAt(h), gradientAt(-h)];
        return norm(product.map((value, j) => value - (up[j] - down[j]) / (2 * h))) / norm(product);
      }),
    );
  } finally {
    network.dispose();
  }
}
