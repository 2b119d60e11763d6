/**
 * What a group of rows does together: one step of the problem without it (or with its new labels) on the damped Gauss-Newton matrix, and
 * the losses of the linearised network there. The curvature of rows that are left out is taken from the rest, which a sum over single
 * rows does not see. The Hessian of the rest would not do: it may have negative directions even where that of all rows has none.
 */
import type { Work } from '../../../contract/progress';
import { penaltyMask, readParameters } from '../../autodiff/parameters';
import { checkNetworkResidual } from '../../checks/networkResidual';
import type { Matrix } from '../../linalg/types';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import type { ChangeForecast, TrainingChange } from '../insight';
import type { InfluenceOptions } from '../types';
import { type Batches, createBatches } from './batches';
import { createCurvature, relativeResidual } from './curvature';
import { takeRows } from './data';
import type { NetworkInverse } from './inverse';
import { logProbabilities } from './predict';
import type { NetworkProblem } from './problem';
import { respond, type Response } from './response';
import type { NetworkState } from './state';

const TOLERANCE = 1e-4;
const MAX_ITERATIONS = 200;

export async function forecastChange(
  state: NetworkState,
  change: TrainingChange,
  targets: Matrix,
  classes: Int32Array,
  options: InfluenceOptions,
  work: Work,
): Promise<ChangeForecast> {
  const group = groupOf(state, change);
  try {
    const summed = await respond(state, group.pull, options, work);
    const inverse = await state.inverse(options, work);
    const step = change.labels ? summed : await stepWithout(state, group, inverse, summed, work);
    return {
      ...consequences({ ...state.problem, features: targets, labels: classes }, state, summed.s, step.s),
      residual: step.residual,
    };
  } finally {
    group.batches.dispose();
  }
}

interface Group {
  problem: NetworkProblem;
  batches: Batches;
  /** −∇ of the objective after the change at the parameters as they are, times what is left of the rows over all. */
  pull: Float64Array;
}

function groupOf({ problem, backend }: NetworkState, { rows, labels: given }: TrainingChange): Group {
  const { features, classes, network, l2 } = problem;
  const labels = rows.map((row) => problem.labels[row]);
  const of: NetworkProblem = { ...problem, features: takeRows(features, rows), labels };
  const batches = createBatches(of, backend.memory);
  const theta = readParameters(network.parameters);
  const mask = penaltyMask(network.parameters);
  const share = given ? 0 : rows.length / features.rows;
  const pull = theta.map((value, j) => share * l2 * mask[j] * value);
  batches.forEach((at, from, to) => {
    // With a new label the curvature stays; the gradient moves by that of the scores of both classes.
    const gradient = given
      ? at.transposeTimes(labelChange(labels.subarray(from, to), given.subarray(from, to), classes))
      : at.gradient();
    gradient.forEach((value, j) => (pull[j] += value / features.rows));
  });
  return { problem: of, batches, pull };
}

/** ∂ℓ/∂z with the old labels less that with the new, rows × K. */
function labelChange(before: Int32Array, after: Int32Array, classes: number): Float32Array {
  const out = new Float32Array(before.length * classes);
  before.forEach((old, i) => {
    out[i * classes + old] -= 1;
    out[i * classes + after[i]] += 1;
  });
  return out;
}

/** The step on the curvature of the rows that are left; where that would take too many products, the sum of the single rows. */
async function stepWithout(
  { problem, batches: all }: NetworkState,
  { problem: of, batches, pull }: Group,
  { name, damping, approximate }: NetworkInverse,
  summed: Response,
  work: Work,
): Promise<Pick<Response, 's' | 'residual'>> {
  if (name === 'ekfac') return summed;
  const whole = createCurvature(problem, all, 'gauss-newton', damping);
  const own = createCurvature(of, batches, 'gauss-newton', damping);
  const share = of.features.rows / problem.features.rows;
  const left = {
    times(v: Float64Array): Float64Array {
      const part = own.times(v);
      return whole.times(v).map((value, j) => value - share * part[j]);
    },
  };
  const limits = { tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS, stage: 'Taking a Newton step' };
  const { x: s } = await conjugateGradients((v) => left.times(v), approximate, pull, 1, limits, work);
  const residual = checkNetworkResidual({ name: 'cg', relativeResidual: relativeResidual(left, s, pull) });
  return residual.status === 'fail' ? summed : { s, residual };
}

function consequences(
  targets: NetworkProblem,
  { backend }: NetworkState,
  first: Float64Array,
  step: Float64Array,
): Omit<ChangeForecast, 'residual'> {
  const { classes: k, labels } = targets;
  const m = labels.length;
  const firstOrder = new Float64Array(m);
  const forecast = new Float64Array(m);
  const probabilityDelta = new Float64Array(m);
  const batches = createBatches(targets, backend.memory);
  try {
    batches.forEach((at, from) => {
      firstOrder.set(at.gradientDots(first), from);
      const scores = Float64Array.from(at.scores());
      const before = logProbabilities(scores, k);
      const shifts = at.jacobianTimes(step);
      const after = logProbabilities(
        scores.map((score, j) => score + shifts[j]),
        k,
      );
      for (let b = 0; b < at.rows; b++) {
        const own = b * k + labels[from + b];
        forecast[from + b] = before[own] - after[own];
        probabilityDelta[from + b] = Math.exp(after[own]) - Math.exp(before[own]);
      }
    });
  } finally {
    batches.dispose();
  }
  return { firstOrder, forecast, probabilityDelta };
}
