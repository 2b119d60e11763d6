/** Estimators without a curvature, to compare with influence: dot products of loss gradients, the penalty left out. */
import type { GradientRankingName } from '../../../contract/rankings';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { writeParameters } from '../../autodiff/parameters';
import type { Matrix } from '../../linalg/types';
import { createPacer } from '../../pacing';
import { type Batches, createBatches } from './batches';
import { lossGradientAt } from './lossAt';
import { norm, type NetworkProblem } from './problem';
import type { NetworkState } from './state';

const CHEAP = 1e10;

/**
 * One number a training row; positive: the row pulls the loss of `target` with respect to `explained` down.
 * `tracin`: Σ η ∇ℓ_i·∇ℓ over the checkpoints of the training (Pruthi et al. 2020, eq. 3, TracInCP). `gradientDot`, `gradientCosine`:
 * ∇ℓ_i·∇ℓ at the fitted network, the latter over the norms of both (Charpiat et al. 2019). Throws a `model` error without checkpoints.
 */
export async function gradientRanking(
  state: NetworkState,
  by: GradientRankingName,
  target: Matrix,
  explained: number,
  work: Work,
): Promise<Float64Array> {
  const { problem, batches } = state;
  switch (by) {
    case 'tracin':
      return tracin(state, target, explained, work);
    case 'gradientDot':
      return dots(batches, problem, target, explained);
    case 'gradientCosine': {
      const own = norm(lossGradientAt(problem, target, explained));
      const norms = await state.gradientNorms(work);
      // A row that the network fits without a rest pulls nowhere.
      return dots(batches, problem, target, explained).map((dot, i) =>
        dot === 0 ? 0 : Math.max(-1, Math.min(1, dot / (own * norms[i]))),
      );
    }
  }
}

/** Those that there are: TracIn goes through the checkpoints of a training. */
export function gradientRankingsOf({
  checkpoints,
}: Pick<NetworkState, 'checkpoints'>): readonly GradientRankingName[] {
  return [...(checkpoints.length > 0 ? (['tracin'] as const) : []), 'gradientDot', 'gradientCosine'];
}

/** Whether TracIn takes no more than seconds: multiplications, of all rows at every checkpoint. */
export function isTracinCheap({ problem: { features }, checkpoints }: NetworkState): boolean {
  const work = checkpoints.reduce((sum, { theta }) => sum + features.rows * theta.length, 0);
  return work > 0 && work <= CHEAP;
}

export async function tracin(
  { problem, checkpoints, backend, another }: NetworkState,
  target: Matrix,
  explained: number,
  work: Work,
): Promise<Float64Array> {
  if (checkpoints.length === 0)
    throw new LensError('model', 'TracIn needs the checkpoints of a training, and this network has none.', {
      hint: 'It is there for the models "mlp" and "cnn", which are trained here. Rank by gradient-dot instead.',
    });
  const pacer = createPacer(work);
  const sum = new Float64Array(problem.features.rows);
  const network = another();
  try {
    for (const [i, { theta, rate }] of checkpoints.entries()) {
      writeParameters(network.parameters, theta);
      const then: NetworkProblem = { ...problem, network };
      const batches = createBatches(then, backend.memory);
      try {
        dots(batches, then, target, explained).forEach((dot, row) => (sum[row] += rate * dot));
      } finally {
        batches.dispose();
      }
      await pacer.pause({ stage: 'Following the training', fraction: (i + 1) / checkpoints.length });
    }
  } finally {
    network.dispose();
  }
  return sum;
}

function dots(batches: Batches, problem: NetworkProblem, target: Matrix, explained: number): Float64Array {
  const out = new Float64Array(problem.features.rows);
  const gradient = lossGradientAt(problem, target, explained);
  batches.forEach((at, from) => out.set(at.gradientDots(gradient), from));
  return out;
}
