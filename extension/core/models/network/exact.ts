/** The damped curvature of a small network, formed whole. */
import { createPacer } from '../../pacing';
import type { CholeskyFactor } from '../../linalg/types';
import type { Work } from '../../../contract/progress';
import type { Batches } from './batches';
import type { NetworkCurvature } from './curvature';

/** Parameters up to which a matrix is formed. */
export const MOST_PARAMETERS = 3000;

/** One product with each unit vector, p × p. */
export async function formCurvature(curvature: NetworkCurvature, work: Work): Promise<Float64Array> {
  const p = curvature.dimension;
  const pacer = createPacer(work);
  const matrix = new Float64Array(p * p);
  const unit = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    unit[j] = 1;
    const column = curvature.times(unit);
    unit[j] = 0;
    // Float32 products are symmetric up to rounding: the mean of both halves.
    for (let i = 0; i < p; i++) {
      matrix[i * p + j] += column[i] / 2;
      matrix[j * p + i] += column[i] / 2;
    }
    await pacer.pause({ stage: 'Forming the curvature', fraction: j / p });
  }
  return matrix;
}

/** A_i = J_i·C⁻¹·J_iᵀ / n of every row, n × K × K, by one Jacobian-vector product for each column of a root of C⁻¹. */
export async function exactCovariances(
  factor: CholeskyFactor,
  batches: Batches,
  rows: number,
  work: Work,
): Promise<Float64Array> {
  const p = factor.n;
  const pacer = createPacer(work);
  const identity = new Float64Array(p * p);
  for (let j = 0; j < p; j++) identity[j * p + j] = 1;
  const roots = factor.halfSolve(identity, p);
  let out = new Float64Array(0);
  for (let j = 0; j < p; j++) {
    const root = roots.subarray(j * p, (j + 1) * p);
    batches.forEach((at, from) => {
      const k = at.classes;
      if (out.length === 0) out = new Float64Array(rows * k * k);
      const moved = at.jacobianTimes(root);
      for (let i = 0; i < at.rows; i++)
        for (let c = 0; c < k; c++)
          for (let d = 0; d < k; d++)
            out[(from + i) * k * k + c * k + d] += (moved[i * k + c] * moved[i * k + d]) / rows;
    });
    await pacer.pause({ stage: 'Scoring the rows', fraction: j / p });
  }
  return out;
}
