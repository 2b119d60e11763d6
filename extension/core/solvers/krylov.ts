/**
 * The inverse curvature from a few directions in which the data curve the objective most: there it is inverted (Rayleigh-Ritz), and on
 * all that is orthogonal to them nothing counts but the penalty: (H + δI)⁻¹ ≈ V(Vᵀ(H + δI)V)⁻¹Vᵀ + (I − VVᵀ)/(λ + δ).
 */
import type { Work } from '../../contract/progress';
import { krylovBasis } from '../linalg/lanczos';
import type { Float64Backend } from '../linalg/types';
import type { LinearCurvature } from './types';

export interface KrylovInverse {
  /** V, dimension × size, orthonormal columns. */
  basis: Float64Array;
  size: number;
  /** (Vᵀ(H + δI)V)⁻¹, size × size. */
  inner: Float64Array;
  /** λ + δ. */
  ridge: number;
  /** For B of dimension × m. */
  apply(b: Float64Array, m: number): Float64Array;
}

const SEED = 1;
const STAGE = 'Looking for the directions of most curvature';
/** Of the largest curvature: what stands for the penalty where there is none. */
const LEAST_RIDGE = 1e-12;

/** @param steps directions looked for; the intercepts, which have no penalty, come on top */
export async function krylovInverse(
  curvature: LinearCurvature,
  steps: number,
  backend: Float64Backend,
  work: Work,
): Promise<KrylovInverse> {
  const { dimension, scores: k } = curvature;
  const intercepts = Array.from({ length: k }, (_, s) => {
    const unit = new Float64Array(dimension);
    unit[dimension - k + s] = 1;
    return unit;
  });
  const apply = (v: Float64Array): Float64Array => curvature.times(v, 1);
  const krylov = await krylovBasis(dimension, apply, { steps, seed: SEED, stage: STAGE }, work, intercepts);
  const vectors = [...intercepts, ...krylov.vectors];
  const size = vectors.length;
  const basis = new Float64Array(dimension * size);
  vectors.forEach((vector, c) => vector.forEach((value, j) => (basis[j * size + c] = value)));
  const projected = backend.multiply(basis, curvature.times(basis, size), size, dimension, size, { a: true });
  const factor = await backend.cholesky(projected, size, work);
  const identity = new Float64Array(size * size);
  for (let c = 0; c < size; c++) identity[c * size + c] = 1;
  const inner = factor.solve(identity, size);
  factor.dispose();
  const ridge = Math.max(curvature.l2 + curvature.damping, LEAST_RIDGE * Math.max(...krylov.diagonal));
  return {
    basis,
    size,
    inner,
    ridge,
    apply(b, m) {
      const shares = backend.multiply(basis, b, size, dimension, m, { a: true });
      const solved = backend.multiply(inner, shares, size, size, m);
      const out = backend.multiply(
        basis,
        solved.map((value, at) => value - shares[at] / ridge),
        dimension,
        size,
        m,
      );
      return out.map((value, at) => value + b[at] / ridge);
    },
  };
}
