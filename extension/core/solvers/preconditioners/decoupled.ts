/**
 * The curvature with W_i replaced by ω_i·W̄, W̄ = Σ W_i / n and ω_i = tr W_i / tr W̄: in the eigenvectors of W̄ the K scores
 * separate, and each takes one Cholesky factor of d × d. For one score it is the curvature itself.
 */
import type { CholeskyFactor, Float64Backend } from '../../linalg/types';
import type { Work } from '../../../contract/progress';
import { gramFlops } from '../cost';
import { factorRegularized } from '../factor';
import type { LinearCurvature } from '../types';
import { averageWeights } from './averageWeights';
import type { Preconditioner, PreconditionerKind } from './types';

export const decoupled: PreconditionerKind = {
  cost(curvature) {
    const { width: d, scores: k } = curvature;
    return { flops: gramFlops(curvature) + (k * d ** 3) / 3, bytes: 8 * d * d * (k + 2) };
  },
  iterations: ({ scores }) => (scores === 1 ? 3 : 60),
  build: decoupledPreconditioner,
};

async function decoupledPreconditioner(
  curvature: LinearCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<Preconditioner> {
  const { width: d, scores: k, count, l2, interceptRidge, damping } = curvature;
  const { omega, sum } = averageWeights(curvature);
  const { values, vectors } = await backend.symmetricEigen(sum, k, work);
  const gram = curvature.placed.weightedGram(omega);
  const factors: CholeskyFactor[] = [];
  const dispose = (): void => factors.forEach((factor) => factor.dispose());
  try {
    for (let c = 0; c < k; c++) {
      const share = Math.max(values[c], 0) / count ** 2;
      const block = gram.map((value) => share * value);
      for (let j = 0; j < d; j++) block[j * d + j] += damping + (j < d - 1 ? l2 : interceptRidge);
      factors.push(await factorRegularized(block, d, backend, work));
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    apply(r, m) {
      const rotated = rotate(r, vectors, k, m, true);
      for (let c = 0; c < k; c++) {
        const solved = factors[c].solve(gather(rotated, c, k, m), m);
        scatter(solved, rotated, c, k, m);
      }
      return rotate(rotated, vectors, k, m, false);
    },
    dispose,
  };
}

/** Every line (K × m) of R times V, or Vᵀ, from the left. */
function rotate(r: Float64Array, v: Float64Array, k: number, m: number, transposed: boolean): Float64Array {
  const out = new Float64Array(r.length);
  for (let line = 0; line < r.length; line += k * m)
    for (let to = 0; to < k; to++)
      for (let from = 0; from < k; from++) {
        const factor = transposed ? v[from * k + to] : v[to * k + from];
        for (let c = 0; c < m; c++) out[line + to * m + c] += factor * r[line + from * m + c];
      }
  return out;
}

/** Lines of score c of a d × K × m block, d × m. */
function gather(block: Float64Array, c: number, k: number, m: number): Float64Array {
  const d = block.length / (k * m);
  const out = new Float64Array(d * m);
  for (let j = 0; j < d; j++) {
    const from = (j * k + c) * m;
    for (let at = 0; at < m; at++) out[j * m + at] = block[from + at];
  }
  return out;
}

/** The reverse of `gather`. */
function scatter(part: Float64Array, block: Float64Array, c: number, k: number, m: number): void {
  const d = part.length / m;
  for (let j = 0; j < d; j++) {
    const to = (j * k + c) * m;
    for (let at = 0; at < m; at++) block[to + at] = part[j * m + at];
  }
}
