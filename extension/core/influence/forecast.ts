/** How the scores of a test point move when a training row is removed (definitions: Leverage-corrected removal). */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import { forEachEntry } from '../solvers/covariances';
import type { InverseCurvature, LinearCurvature } from '../solvers/types';
import { solveSmall } from '../linalg/small';

/** What does not depend on the test point. */
export interface RemovalInputs {
  curvature: LinearCurvature;
  theta: Float64Array;
  /** n × K. */
  residuals: Float64Array;
  /** J_i·ρ of every row, n × K, for ρ = (λ/n)(H + δI)⁻¹θ_w. */
  penaltyMoves: Float64Array;
}

export interface TestPoint {
  /** J_i·(H + δI)⁻¹J_testᵀ of every training row, n × K². */
  moved: Float64Array;
  /** J_test·ρ, K. */
  penaltyMove: Float64Array;
}

/**
 * η_test^{−i} − η_test for these training rows in closed form, rows × K.
 * @param covariances A_i of these rows, K × K each
 */
export async function scoreShifts(
  inputs: RemovalInputs,
  test: TestPoint,
  rows: Int32Array,
  covariances: Float64Array,
  work: Work,
): Promise<Float64Array> {
  const { curvature, residuals, penaltyMoves } = inputs;
  const { scores: k, count } = curvature;
  const pacer = createPacer(work);
  const out = new Float64Array(rows.length * k);
  const system = new Float64Array(k * k);
  const v = new Float64Array(k);
  for (let at = 0; at < rows.length; at++) {
    const i = rows[at];
    const w = curvature.weights(i, i + 1);
    const a = covariances.subarray(at * k * k, (at + 1) * k * k);
    for (let s = 0; s < k; s++) {
      v[s] = residuals[i * k + s];
      for (let t = 0; t < k; t++) v[s] += w[s * k + t] * penaltyMoves[i * k + t];
    }
    identityMinusProduct(w, a, k, system);
    solveSmall(system, v, k);
    for (let c = 0; c < k; c++) {
      let shift = 0;
      for (let s = 0; s < k; s++) shift += test.moved[(i * k + s) * k + c] * v[s];
      out[at * k + c] = shift / count + test.penaltyMove[c];
    }
    if ((at & 255) === 255) await pacer.pause();
  }
  return out;
}

/** The same by one solve a row, with the curvature without that row's share. */
export async function scoreShiftsBySolving(
  { curvature, theta, residuals }: Pick<RemovalInputs, 'curvature' | 'theta' | 'residuals'>,
  inverse: Required<Pick<InverseCurvature, 'solveOmitting'>>,
  x: Float64Array,
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const { scores: k, width: d, count, l2, dimension } = curvature;
  const m = rows.length;
  const b = new Float64Array(dimension * m);
  for (let at = 0; at < (d - 1) * k; at++) b.fill((l2 * theta[at]) / count, at * m, (at + 1) * m);
  rows.forEach((row, c) =>
    forEachEntry(curvature, row, (j, value) => {
      for (let s = 0; s < k; s++) b[(j * k + s) * m + c] += (value * residuals[row * k + s]) / count;
    }),
  );
  const { x: moves } = await inverse.solveOmitting(b, rows, work);
  const out = new Float64Array(m * k);
  for (let j = 0; j < d; j++) {
    if (x[j] === 0) continue;
    for (let s = 0; s < k; s++)
      for (let c = 0; c < m; c++) out[c * k + s] += x[j] * moves[(j * k + s) * m + c];
  }
  return out;
}

/** I − W·A, K × K. */
export function identityMinusProduct(w: Float64Array, a: Float64Array, k: number, out: Float64Array): void {
  for (let s = 0; s < k; s++)
    for (let t = 0; t < k; t++) {
      let sum = s === t ? 1 : 0;
      for (let p = 0; p < k; p++) sum -= w[s * k + p] * a[p * k + t];
      out[s * k + t] = sum;
    }
}
