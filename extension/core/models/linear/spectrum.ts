/** Extreme eigenvalues of H + δI by Lanczos' method: the largest from products, the smallest from solves. */
import type { Work } from '../../../contract/progress';
import { createRandom } from '../../random';
import type { Spectrum } from '../insight';
import type { InfluenceOptions } from '../types';
import { dot, norm } from './objective';
import type { LinearState } from './state';

const STEPS = 40;

export async function spectrumOf(
  { inverses, backend }: LinearState,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<Spectrum> {
  const { held } = await inverses.get(solver, damping, { solves: STEPS, rows: 0 }, work);
  const { curvature, inverse } = held;
  const n = curvature.dimension;
  const largest = await lanczos(n, (v) => Promise.resolve(curvature.times(v, 1)));
  const inverted = await lanczos(n, async (v) => (await inverse.solve(v, 1, work)).x);
  return { largest, smallest: 1 / inverted };

  /** The largest eigenvalue of a symmetric operator, with full reorthogonalisation. */
  async function lanczos(size: number, apply: (v: Float64Array) => Promise<Float64Array>): Promise<number> {
    const random = createRandom(1);
    const basis: Float64Array[] = [];
    const diagonal: number[] = [];
    const beside: number[] = [];
    let v: Float64Array = Float64Array.from({ length: size }, () => random() - 0.5);
    for (let step = 0; step < Math.min(STEPS, size); step++) {
      const length = norm(v);
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
    }
    const m = diagonal.length;
    const t = new Float64Array(m * m);
    diagonal.forEach((value, i) => {
      t[i * m + i] = value;
      if (i > 0) t[i * m + i - 1] = t[(i - 1) * m + i] = beside[i - 1];
    });
    const { values } = await backend.symmetricEigen(t, m, work);
    return values[m - 1];
  }
}
