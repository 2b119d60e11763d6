import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import type { Rankings } from '../insight';
import type { InfluenceOptions } from '../types';
import { denseRow } from './design';
import { influenceOnLoss } from '../../influence/loss';
import { outer, rowTimes } from './rowProducts';
import type { LinearState } from './state';

/** The parts of every row's influence on one loss, and rankings without them. */
export async function rankRows(
  { problem, point, residuals, inverses }: LinearState,
  target: Matrix,
  explained: number,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<Rankings> {
  const { design, loss, labels, included } = problem;
  const k = loss.scores;
  const x = denseRow(design.adapt(target), 0);
  const r = loss.residuals(rowTimes(x, point.theta, k), Int32Array.of(explained));
  const { held } = await inverses.get(solver, damping, { solves: 1, rows: 0 }, work);
  const gradient = outer(x, r);
  const { x: s } = await held.inverse.solve(gradient, 1, work);
  const unlearned = loss.residuals(new Float64Array(design.rows * k), labels);
  const untrained = new Float64Array(point.theta.length);
  const counts = (row: number): boolean => included?.[row] !== 0;
  const score = (of: Float64Array, by: Float64Array): Float64Array =>
    influenceOnLoss(held.curvature, untrained, of, by, counts);
  const similarity = design.placed.times(x, 1);
  const out: Rankings = {
    influence: influenceOnLoss(held.curvature, point.theta, residuals, s, counts),
    withoutLoss: score(unlearned, s),
    withoutHessian: score(residuals, gradient),
    euclidean: new Float64Array(design.rows),
    cosine: new Float64Array(design.rows),
    loss: new Float64Array(design.rows),
    similarity,
    hessian: new Float64Array(design.rows),
  };
  const own = x.reduce((sum, value) => sum + value * value, -1);
  for (let i = 0; i < design.rows; i++) {
    // The intercept, 1 in every row, is no feature.
    const squared = squaredLength(design.matrix, i) - 1;
    const inner = similarity[i] - 1;
    out.euclidean[i] = -Math.sqrt(Math.max(0, own + squared - 2 * inner));
    out.cosine[i] = own > 0 && squared > 0 ? inner / Math.sqrt(own * squared) : 0;
    out.loss[i] = Math.hypot(...residuals.subarray(i * k, (i + 1) * k));
    const plain = out.withoutHessian[i];
    out.hessian[i] = plain === 0 ? 0 : out.influence[i] / plain;
  }
  return out;
}

function squaredLength(matrix: Matrix, i: number): number {
  const [from, to, values] =
    matrix.kind === 'dense'
      ? [i * matrix.cols, (i + 1) * matrix.cols, matrix.data]
      : [matrix.indptr[i], matrix.indptr[i + 1], matrix.values];
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at] * values[at];
  return sum;
}
