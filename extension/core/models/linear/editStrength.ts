import type { Work } from '../../../contract/progress';
import { createPacer } from '../../pacing';
import type { Matrix } from '../../linalg/types';
import type { SolverOptions } from '../insight';
import { denseRow } from './design';
import { outer, rowTimes } from './rowProducts';
import type { LinearState } from './state';

/**
 * How far the explained loss can rise, to first order, by an edit of each training row within bounds: Σ_j b_j·|I_pert,j| / n (eq. 5), the
 * dual of the L∞ norm.
 * @param bounds b, one a feature; 0 where a feature can't be edited
 */
export async function editStrengthOf(
  { problem, point, residuals, inverses }: LinearState,
  target: Matrix,
  explained: number,
  bounds: Float64Array,
  { solver, damping }: SolverOptions,
  work: Work,
): Promise<Float64Array> {
  const { design, loss, count } = problem;
  const k = loss.scores;
  const pacer = createPacer(work);
  const x = denseRow(design.adapt(target), 0);
  const r = loss.residuals(rowTimes(x, point.theta, k), Int32Array.of(explained));
  const { held } = await inverses.get(solver, damping, { solves: 1, rows: 0 }, work);
  const { x: s } = await held.inverse.solve(outer(x, r), 1, work);
  const limits = denseRow(design.adapt({ kind: 'dense', rows: 1, cols: bounds.length, data: bounds }), 0);
  const moved = design.placed.times(s, k);
  const weights = held.curvature.weights(0, design.rows);
  const out = new Float64Array(design.rows);
  for (let i = 0; i < design.rows; i++) {
    const bent = new Float64Array(k);
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) bent[a] += weights[(i * k + a) * k + b] * moved[i * k + b];
    // The last is the intercept, which is no cell.
    for (let j = 0; j < design.width - 1; j++) {
      if (limits[j] === 0) continue;
      let change = 0;
      for (let c = 0; c < k; c++)
        change += s[j * k + c] * residuals[i * k + c] + point.theta[j * k + c] * bent[c];
      out[i] += (limits[j] * Math.abs(change)) / count;
    }
    await pacer.pause();
  }
  return out;
}
