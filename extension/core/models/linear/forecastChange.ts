/**
 * What a group of rows does together: Newton steps of the problem without it (or with its new labels) from θ̂,
 * Δθ = −H'⁻¹∇R'. For one row the first is the leverage-corrected removal (definitions); for a group it is not the sum of
 * those, since rows that resemble each other hold the same directions. The second sees that the curvature of the others has
 * changed: a tenth of the rows of one class moves them far.
 */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { checkSolverResidual } from '../../checks/solverResidual';
import type { Matrix } from '../../linalg/types';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import { accepted, difference, largestRatio } from '../../solvers/residual';
import type { Solution } from '../../solvers/types';
import type { ChangeForecast, TrainingChange } from '../insight';
import type { InfluenceOptions } from '../types';
import { changedProblem } from './change';
import { linearCurvature } from './curvature';
import { evaluate } from './objective';
import type { LinearProblem, Point } from './objective';
import { scoresAt } from './scoresAt';
import type { Held, LinearState } from './state';

const TOLERANCE = 1e-11;
const MAX_ITERATIONS = 5000;
/** Whole Newton steps that are taken, and how many with those that are cut. */
const STEPS = 2;
const MOST_STEPS = 12;
const SMALLEST_SHARE = 1e-6;

export async function forecastChange(
  state: LinearState,
  change: TrainingChange,
  targets: Matrix,
  classes: Int32Array,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<ChangeForecast> {
  const { problem, point, inverses, backend } = state;
  const { problem: changed } = changedProblem(state, change);
  if (changed.loss !== problem.loss)
    throw new LensError(
      'model',
      'A class would have no training rows left; what then happens is no small step.',
      {
        hint: 'Verify by retraining, or leave some rows of the class in.',
      },
    );
  const after = evaluate(changed, point.theta);
  const { held } = await inverses.get(solver, damping, { solves: 1, rows: 0 }, work);
  // What the rows do one by one, summed: the gradient of the change with the curvature of all rows.
  const share = changed.count / problem.count;
  const summed = await held.inverse.solve(
    after.gradient.map((value) => -share * value),
    1,
    work,
  );
  let reached = after;
  let relativeResidual = summed.relativeResidual;
  for (let whole = 0, taken = 0; whole < STEPS && taken < MOST_STEPS; taken++) {
    const step = await newtonStep(changed, reached, held, damping, work);
    relativeResidual = Math.max(relativeResidual, step.relativeResidual);
    const next = descend(changed, reached, step.x);
    if (!next) break;
    if (next.share === 1) whole++;
    reached = next.point;
  }
  const eta = scoresAt(problem, backend, targets, point.theta);
  const first = scoresAt(problem, backend, targets, summed.x);
  const moved = reached.theta.map((value, at) => value - point.theta[at]);
  const shifts = scoresAt(problem, backend, targets, moved);
  return {
    ...consequences(state, eta, first, shifts, classes),
    residual: checkSolverResidual({ relativeResidual }),
  };
}

/**
 * The largest share 1, ½, ¼ … of the step that does not lead uphill: where many labels change, the whole one goes far beyond the region in
 * which it means something.
 */
function descend(
  problem: LinearProblem,
  from: Point,
  step: Float64Array,
): { point: Point; share: number } | undefined {
  for (let share = 1; share >= SMALLEST_SHARE; share /= 2) {
    const point = evaluate(
      problem,
      from.theta.map((value, at) => value + share * step[at]),
    );
    if (point.objective <= from.objective) return { point, share };
  }
  return undefined;
}

/** −(H' + δI)⁻¹∇R' by conjugate gradients, the inverse for all rows as preconditioner. */
async function newtonStep(
  problem: LinearProblem,
  at: Point,
  held: Held,
  damping: number,
  work: Work,
): Promise<Solution> {
  const curvature = linearCurvature(problem, at, damping);
  const b = at.gradient.map((value) => -value);
  const { x } = await conjugateGradients(
    (v) => curvature.times(v, 1),
    (r) => held.inverse.approximate(r, 1),
    b,
    1,
    { tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS, stage: 'Taking a Newton step' },
    work,
  );
  return accepted({ x, relativeResidual: largestRatio(difference(b, curvature.times(x, 1)), b, 1) });
}

function consequences(
  { problem: { loss } }: LinearState,
  eta: Float64Array,
  first: Float64Array,
  shifts: Float64Array,
  classes: Int32Array,
): Omit<ChangeForecast, 'residual'> {
  const k = loss.scores;
  const residuals = loss.residuals(eta, classes);
  const before = loss.probabilities(eta);
  const after = loss.probabilities(eta.map((value, at) => value + shifts[at]));
  const out = {
    firstOrder: new Float64Array(classes.length),
    forecast: new Float64Array(classes.length),
    probabilityDelta: new Float64Array(classes.length),
  };
  classes.forEach((label, i) => {
    for (let at = i * k; at < (i + 1) * k; at++) out.firstOrder[i] += residuals[at] * first[at];
    const [one, moved] = [eta.subarray(i * k, (i + 1) * k), shifts.subarray(i * k, (i + 1) * k)];
    out.forecast[i] = loss.lossChanges(one, moved, label)[0];
    out.probabilityDelta[i] = after[i * loss.classes + label] - before[i * loss.classes + label];
  });
  return out;
}
