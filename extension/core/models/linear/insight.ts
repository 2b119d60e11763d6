import type { Work } from '../../../contract/progress';
import { influenceOnLoss } from '../../influence/loss';
import type { Matrix } from '../../linalg/types';
import type { ModelInsight } from '../insight';
import type { FittedModel, InfluenceOptions } from '../types';
import { editStrengthOf } from './editStrength';
import { forecastChange } from './forecastChange';
import { perturbRow } from './perturbation';
import { rankRows } from './rankings';
import type { LinearState, Retrain } from './state';

export function linearInsight(state: LinearState, retrain: Retrain): ModelInsight<FittedModel> {
  return {
    forecastChange: (change, targets, classes, options, work) =>
      forecastChange(state, change, targets, classes, options, work),
    retrainChanged: (change, work) => retrain.changed(state, change, work),
    retrainEdited: (edit, work) => retrain.edited(state, edit, work),
    meanInfluence: (targets, classes, options, work) => meanInfluence(state, targets, classes, options, work),
    rankings: (target, explained, options, work) => rankRows(state, target, explained, options, work),
    editStrength: (target, explained, bounds, options, work) =>
      editStrengthOf(state, target, explained, bounds, options, work),
    perturbation: (target, explained, row, options, work) =>
      perturbRow(state, target, explained, row, options, work),
  };
}

/** −∇L̃_iᵀH⁻¹ of the mean gradient over the targets. */
async function meanInfluence(
  { problem, point, residuals, inverses, backend }: LinearState,
  targets: Matrix,
  classes: Int32Array,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<Float64Array> {
  const k = problem.loss.scores;
  const placed = backend.place(problem.design.adapt(targets));
  let gradient: Float64Array;
  try {
    const r = problem.loss.residuals(placed.times(point.theta, k), classes);
    gradient = placed.transposeTimes(r, k).map((value) => value / classes.length);
  } finally {
    placed.dispose();
  }
  const { held } = await inverses.get(solver, damping, { solves: 1, rows: 0 }, work);
  const { x: s } = await held.inverse.solve(gradient, 1, work);
  return influenceOnLoss(held.curvature, point.theta, residuals, s, (i) => problem.included?.[i] !== 0);
}
