import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import type { Perturbation } from '../insight';
import type { InfluenceOptions } from '../types';
import { denseRow } from './design';
import { outer, rowTimes } from './rowProducts';
import type { LinearState } from './state';

/**
 * I_pert of one training row, divided by n (eq. 5): −∇_x∇_θℓ(z)ᵀs with s = H⁻¹∇ℓ(test). For scores η = Θᵀx that is
 * −(s_j·r + Θ_j·W·Sᵀx) for feature j.
 */
export async function perturbRow(
  { problem, point, residuals, inverses }: LinearState,
  target: Matrix,
  explained: number,
  trainingRow: number,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<Perturbation> {
  const { design, loss, count } = problem;
  const k = loss.scores;
  const { theta } = point;
  const test = denseRow(design.adapt(target), 0);
  const rTest = loss.residuals(rowTimes(test, theta, k), Int32Array.of(explained));
  const { held } = await inverses.get(solver, damping, { solves: 1, rows: 0 }, work);
  const { x: s } = await held.inverse.solve(outer(test, rTest), 1, work);
  const x = denseRow(design.matrix, trainingRow);
  const r = residuals.subarray(trainingRow * k, (trainingRow + 1) * k);
  const w = held.curvature.weights(trainingRow, trainingRow + 1);
  const bent = weigh(w, rowTimes(x, s, k));
  const width = design.width - 1;
  const training = new Float64Array(width);
  const own = new Float64Array(width);
  for (let j = 0; j < width; j++)
    for (let c = 0; c < k; c++) {
      training[j] -= (s[j * k + c] * r[c] + theta[j * k + c] * bent[c]) / count;
      own[j] += theta[j * k + c] * rTest[c];
    }
  const pull = r.reduce((sum, value, c) => sum + value * rTest[c], 0) / count;
  return { training: design.spread(training), explained: design.spread(own), pull };
}

/** W·v for one row's K × K block. */
function weigh(w: Float64Array, v: Float64Array): Float64Array {
  const k = v.length;
  return v.map((_, a) => {
    let sum = 0;
    for (let b = 0; b < k; b++) sum += w[a * k + b] * v[b];
    return sum;
  });
}
