/** Extreme eigenvalues of a symmetric operator by Lanczos' method, with full reorthogonalisation. */
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

/**
 * The smallest and the largest eigenvalue of the operator on the space that the steps span: the largest from below, the smallest from
 * above. Throws what `apply` throws, and a `numeric` error for an operator that is not finite.
 */
export async function extremeEigenvalues(
  dimension: number,
  apply: (v: Float64Array) => Float64Array | Promise<Float64Array>,
  { steps, seed, stage }: LanczosOptions,
  backend: Float64Backend,
  work: Work,
): Promise<{ smallest: number; largest: number }> {
  const pacer = createPacer(work);
  const random = createRandom(seed);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let v: Float64Array = Float64Array.from({ length: dimension }, () => random() - 0.5);
  for (let step = 0; step < Math.min(steps, dimension); step++) {
    const length = Math.sqrt(dot(v, v));
    if (step > 0) beside.push(length);
    if (step > 0 && length <= 1e-12 * Math.max(...diagonal.map(Math.abs))) break;
    const q = v.map((value) => value / length);
    basis.push(q);
    v = await apply(q);
    diagonal.push(dot(q, v));
    for (const other of [...basis, ...basis]) {
      const share = dot(other, v);
      v = v.map((value, at) => value - share * other[at]);
    }
    await pacer.pause(stage === undefined ? undefined : { stage, fraction: step / steps });
  }
  const m = diagonal.length;
  const t = new Float64Array(m * m);
  diagonal.forEach((value, i) => {
    t[i * m + i] = value;
    if (i > 0) t[i * m + i - 1] = t[(i - 1) * m + i] = beside[i - 1];
  });
  const { values } = await backend.symmetricEigen(t, m, work);
  return { smallest: values[0], largest: values[m - 1] };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
