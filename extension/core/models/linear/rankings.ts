import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import { closeness, squaredLength } from '../closeness';
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
  // The intercept, 1 in every row, is no feature.
  const ofFeatures = (product: number): number => product - 1;
  const out: Rankings = {
    influence: influenceOnLoss(held.curvature, point.theta, residuals, s, counts),
    withoutLoss: score(unlearned, s),
    withoutHessian: score(residuals, gradient),
    ...closeness(
      similarity.map(ofFeatures),
      Float64Array.from({ length: design.rows }, (_, i) => ofFeatures(squaredLength(design.matrix, i))),
      x.reduce((sum, value) => sum + value * value, -1),
    ),
    loss: new Float64Array(design.rows),
    similarity,
    hessian: new Float64Array(design.rows),
  };
  for (let i = 0; i < design.rows; i++) {
    out.loss[i] = Math.hypot(...residuals.subarray(i * k, (i + 1) * k));
    const plain = out.withoutHessian[i];
    out.hessian[i] = plain === 0 ? 0 : out.influence[i] / plain;
  }
  return out;
}
