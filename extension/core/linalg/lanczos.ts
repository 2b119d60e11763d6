/** Lanczos' method for symmetric operators, with full reorthogonalisation: a basis of a Krylov space, extreme eigenvalues. */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import { createRandom } from '../random';
import type { Float64Backend } from './types';

export interface LanczosOptions {
  /** Products at most; no more than the dimension are needed. */
  steps: number;
  seed: number;
  /** Told as progress, when there is one. */
  stage?: string;
}

/** An orthonormal basis, in which the operator is tridiagonal. */
export interface KrylovBasis {
  vectors: Float64Array[];
  diagonal: number[];
  /** Next to the diagonal; one less. */
  beside: number[];
}

/**
 * A basis of the space that the operator makes of a random vector in so many steps; fewer where the space ends before. Throws what
 * `apply` throws.
 *
 * @param outside orthonormal vectors: operator and basis are confined to what is orthogonal to them
 */
export async function krylovBasis(
  dimension: number,
  apply: (v: Float64Array) => Float64Array | Promise<Float64Array>,
  { steps, seed, stage }: LanczosOptions,
  work: Work,
  outside: readonly Float64Array[] = [],
): Promise<KrylovBasis> {
  const pacer = createPacer(work);
  const random = createRandom(seed);
  const basis: KrylovBasis = { vectors: [], diagonal: [], beside: [] };
  const { vectors, diagonal, beside } = basis;
  const most = Math.min(steps, dimension - outside.length);
  let v = withoutShares(
    Float64Array.from({ length: dimension }, () => random() - 0.5),
    outside,
  );
  for (let step = 0; step < most; step++) {
    const length = Math.sqrt(dot(v, v));
    if (step > 0) {
      if (length <= 1e-12 * Math.max(...diagonal.map(Math.abs))) break;
      beside.push(length);
    }
    const q = v.map((value) => value / length);
    vectors.push(q);
    v = await apply(q);
    diagonal.push(dot(q, v));
    // Twice, because once leaves what rounding made of it.
    v = withoutShares(withoutShares(v, [...outside, ...vectors]), [...outside, ...vectors]);
    await pacer.pause(stage === undefined ? undefined : { stage, fraction: step / steps });
  }
  return basis;
}

/**
 * The smallest and the largest eigenvalue of the operator on the space that the steps span: the largest from below, the smallest from
 * above. Throws what `apply` throws, and a `numeric` error for an operator that is not finite.
 */
export async function extremeEigenvalues(
  dimension: number,
  apply: (v: Float64Array) => Float64Array | Promise<Float64Array>,
  options: LanczosOptions,
  backend: Float64Backend,
  work: Work,
): Promise<{ smallest: number; largest: number }> {
  const { diagonal, beside } = await krylovBasis(dimension, apply, options, work);
  const m = diagonal.length;
  const t = new Float64Array(m * m);
  diagonal.forEach((value, i) => {
    t[i * m + i] = value;
    if (i > 0) t[i * m + i - 1] = t[(i - 1) * m + i] = beside[i - 1];
  });
  const { values } = await backend.symmetricEigen(t, m, work);
  return { smallest: values[0], largest: values[m - 1] };
}

/** v without what it has of orthonormal vectors; overwritten. */
function withoutShares(v: Float64Array, vectors: readonly Float64Array[]): Float64Array {
  for (const other of vectors) {
    const share = dot(other, v);
    for (let at = 0; at < v.length; at++) v[at] -= share * other[at];
  }
  return v;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
