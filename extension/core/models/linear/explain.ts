import { checkInfluenceSum } from '../../checks/influenceSum';
import { checkRemainingMove } from '../../checks/remainingMove';
import { checkSolverResidual } from '../../checks/solverResidual';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { scoreShifts, scoreShiftsBySolving } from '../../influence/forecast';
import { selfInfluenceOf } from '../../influence/leaveOneOut';
import { influenceOnLoss } from '../../influence/loss';
import type { Matrix } from '../../linalg/types';
import type { Solution } from '../../solvers/types';
import type { Influence, InfluenceOptions } from '../types';
import { denseRow } from './design';
import { FEWEST, leadingRows, rowsToForecast, withRows } from './leading';
import { solverHead } from './inverses';
import { dot, type LinearProblem } from './objective';
import { penaltyResponse } from './penalty';
import { fromLossChanges, fromScoreShifts } from './probabilityChange';
import { outer, rowTimes } from './rowProducts';
import { allCovariances } from './rowScores';
import { firstOrderScoreShifts } from './scoreShifts';
import type { Held, LinearState } from './state';

const NONE_NAMED = { leading: 0, rows: new Int32Array() };

/** Influence of every training row on ℓ of `target` with respect to the class `explained` (definitions: Influence). */
export async function explainLoss(
  state: LinearState,
  target: Matrix,
  explained: number,
  options: InfluenceOptions,
  work: Work,
): Promise<Influence> {
  const { problem, point, residuals, inverses } = state;
  const { loss, design, count } = problem;
  const x = denseRow(design.adapt(target), 0);
  const eta = rowTimes(x, point.theta, loss.scores);
  const logProbability = loss.logProbabilities(eta)[explained];
  if (logProbability === -Infinity)
    throw new LensError(
      'model',
      'The class to explain has no training rows, so there is no loss to explain.',
      {
        hint: 'Explain with respect to another class.',
      },
    );

  const everyRow = options.forecast === 'all';
  const named = typeof options.forecast === 'object' ? options.forecast : NONE_NAMED;
  const demand = {
    solves: 1,
    rows: everyRow ? design.rows : Math.max(FEWEST, named.leading) + named.rows.length,
  };
  const { held, reason } = await inverses.get(options.solver, options.damping, demand, work);
  const before = { ...held.curvature.products };
  const response = await respond(
    problem,
    held,
    x,
    loss.residuals(eta, Int32Array.of(explained)),
    loss.classLosses !== undefined,
    work,
  );
  const counts = (row: number): boolean => problem.included?.[row] !== 0;
  const influence = influenceOnLoss(held.curvature, point.theta, residuals, response.s, counts);
  const removalDelta = influence.map((value) => -value / count);

  const rows = withRows(
    leadingRows(removalDelta, Math.max(named.leading, rowsToForecast(held, everyRow))),
    named.rows,
  );
  const shifts = await removalShifts(state, held, x, response.moved, rows, work);
  const forecasts = loss.lossChanges(eta, shifts, explained);
  const removalForecast = removalDelta.slice();
  rows.forEach((row, at) => (removalForecast[row] = counts(row) ? forecasts[at] : 0));
  const head = solverHead(held, reason, response.solution, before);
  const complete = rows.length === design.rows;
  return {
    influence,
    removalDelta,
    removalForecast,
    forecastRows: complete ? undefined : maskOf(rows, design.rows),
    removalProbabilityDelta: loss.classLosses
      ? probabilityShifts(state, eta, explained, response as Required<Response>, rows, shifts)
      : fromLossChanges(removalForecast, logProbability),
    selfInfluence:
      held.covariances &&
      (held.selfInfluence ??= selfInfluenceOf(held.curvature, residuals, held.covariances)),
    solver: head,
    checks: [
      checkRemainingMove(
        Math.abs(dot(response.s, point.gradient)),
        removalDelta.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      ),
      checkInfluenceSum(influence),
      checkSolverResidual(head),
    ],
  };
}

interface Response {
  /** (H + δI)⁻¹∇ℓ(z_test), d × K. */
  s: Float64Array;
  /** (H + δI)⁻¹J_testᵀ, (d × K) × K, where it is needed or costs next to nothing. */
  perScore?: Float64Array;
  /** J_i·perScore of every training row, n × K²; there when that is. */
  moved?: Float64Array;
  solution: Solution;
}

async function respond(
  { design }: LinearProblem,
  held: Held,
  x: Float64Array,
  r: Float64Array,
  everyScore: boolean,
  work: Work,
): Promise<Response> {
  const k = r.length;
  if (held.inverse.solveOmitting && !everyScore) {
    const solution = await held.inverse.solve(outer(x, r), 1, work);
    return { s: solution.x, solution };
  }
  const jacobian = new Float64Array(x.length * k * k);
  for (let j = 0; j < x.length; j++) for (let s = 0; s < k; s++) jacobian[(j * k + s) * k + s] = x[j];
  const solution = await held.inverse.solve(jacobian, k, work);
  const perScore = solution.x;
  return { s: rowsTimes(perScore, r), perScore, moved: design.placed.times(perScore, k * k), solution };
}

/** η_test^{−i} − η_test of these rows, rows × K. */
async function removalShifts(
  state: LinearState,
  held: Held,
  x: Float64Array,
  moved: Float64Array | undefined,
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const { point, residuals, problem } = state;
  const { inverse, curvature } = held;
  const theta = point.theta;
  const { solveOmitting } = inverse;
  if (solveOmitting) {
    return scoreShiftsBySolving({ curvature, theta, residuals }, { solveOmitting }, x, rows, work);
  }
  const k = problem.loss.scores;
  const { rho, moves } = await penaltyResponse(state, held, work);
  // All rows are in their own order.
  const covariances =
    rows.length === curvature.rows
      ? await allCovariances(held, work)
      : await inverse.scoreCovariances(rows, work);
  return scoreShifts(
    { curvature, theta, residuals, penaltyMoves: moves },
    { moved: moved!, penaltyMove: rowTimes(x, rho, k) },
    rows,
    covariances,
    work,
  );
}

/** With the leverage-corrected shifts where they are there, else to first order. */
function probabilityShifts(
  state: LinearState,
  eta: Float64Array,
  explained: number,
  response: Required<Response>,
  rows: Int32Array,
  corrected: Float64Array,
): Float64Array {
  const k = eta.length;
  const { included } = state.problem;
  const shifts = firstOrderScoreShifts(state, response);
  rows.forEach((row, at) => {
    if (included?.[row] !== 0) shifts.set(corrected.subarray(at * k, (at + 1) * k), row * k);
  });
  return fromScoreShifts(state.problem.loss, eta, shifts, explained);
}

/** B·r for B of lines × K. */
function rowsTimes(b: Float64Array, r: Float64Array): Float64Array {
  const k = r.length;
  const out = new Float64Array(b.length / k);
  for (let line = 0; line < out.length; line++)
    for (let s = 0; s < k; s++) out[line] += b[line * k + s] * r[s];
  return out;
}

function maskOf(rows: Int32Array, n: number): Uint8Array {
  const mask = new Uint8Array(n);
  for (const row of rows) mask[row] = 1;
  return mask;
}
