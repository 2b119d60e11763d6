/** A fitted model that is linear in its parameters, and what it can be asked. */
import type { Check } from '../../../contract/documents';
import { LensError } from '../../../contract/errors';
import { checkStationarity } from '../../checks/stationarity';
import type { Float64Backend, Matrix } from '../../linalg/types';
import { passFlops } from '../../solvers/cost';
import type { FitReport, FittedModel } from '../types';
import { explainLoss } from './explain';
import { linearInsight } from './insight';
import { createInverses } from './inverses';
import type { LinearProblem, Point } from './objective';
import { productErrorOf } from './productError';
import { scoreRows } from './rowScores';
import { scoresAt } from './scoresAt';
import { spectrumOf } from './spectrum';
import type { LinearState, Retrain } from './state';

/** @param ownsDesign whether the model disposes the design with itself; a retrained model shares that of its origin */
export function createFittedModel(
  problem: LinearProblem,
  point: Point,
  report: FitReport,
  backend: Float64Backend,
  retrain: Retrain,
  ownsDesign: boolean,
  inverses = createInverses(problem, point, backend),
): FittedModel {
  const residuals = problem.loss.residuals(point.scores, problem.labels);
  const k = problem.loss.scores;
  problem.included?.forEach((counts, i) => {
    if (counts === 0) residuals.fill(0, i * k, (i + 1) * k);
  });
  const state: LinearState = { problem, point, residuals, inverses, backend };
  const checks: Check[] = [checkStationarity(report)];
  return {
    report,
    checks,
    // Losses with a class loss of their own have probabilities that are no softmax of the scores.
    additive: problem.loss.classLosses === undefined,
    save: () => ({ report, arrays: { theta: point.theta } }),
    probabilities: (features) => problem.loss.probabilities(scoresOf(state, features)),
    logProbabilities: (features) => problem.loss.logProbabilities(scoresOf(state, features)),
    losses: problem.loss.classLosses && ((features) => problem.loss.classLosses!(scoresOf(state, features))),
    explain(target, explained, options, work) {
      if (target.rows !== 1)
        throw new LensError('internal', `One row is explained at a time, not ${target.rows}.`);
      return explainLoss(state, target, explained, options, work);
    },
    rowScores: (options, work) => scoreRows(state, options, work),
    retrainWithout: (rows, work) => retrain.changed(state, { rows }, work),
    insight: linearInsight(state, retrain),
    evidence: {
      single: false,
      passFlops: passFlops(problem.design.matrix, k),
      spectrum: (options, work) => spectrumOf(state, options, work),
      productError: (seed) => productErrorOf(state, seed),
    },
    dispose() {
      inverses.dispose();
      if (ownsDesign) problem.design.dispose();
    },
  };
}

/** η of any rows. */
export function scoresOf({ problem, point, backend }: LinearState, features: Matrix): Float64Array {
  return scoresAt(problem, backend, features, point.theta);
}
