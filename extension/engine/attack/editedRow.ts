/** One training row under attack: its edit follows the gradient, the model refitted at each step. */
import { roundEdit, type Stride, stepEdit, type EditPath } from '../../core/attack/step';
import type { EditSpace } from '../../core/attack/space';
import type { SolverOptions } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';
import type { FittedModel } from '../../core/models/types';
import type { Work } from '../../contract/progress';
import { createRandom } from '../../core/random';
import type { FeaturePass } from '../brought/featureMap';
import { mostProbable } from '../session/predictions';
import type { Question } from '../validation/leaveOut';
import { oneRow } from './editableRows';
import type { AttackedModel } from './attackedModel';

/** What an edit does to the prediction that is aimed at. */
export interface Reached {
  /** Added to the row in the units of the data, on its grid. */
  edit: Float64Array;
  /** The features that the model sees in the edited row. */
  features: Float64Array;
  /** Class that the row aimed at is predicted as, and the probability of the explained one with its logarithm. */
  predicted: number;
  probability: number;
  log: number;
  /** Steps so far, a refit each. */
  steps: number;
}

export interface EditedRow {
  /** Position of the training row. */
  readonly at: number;
  /** The numbers of the row as the plan gives them. */
  readonly original: Float64Array;
  /** I_pert / n of those numbers without any edit: what edits are worth to first order. */
  gradient(): Float64Array;
  /** The edit with which the explained class was least probable, none before the first step. */
  best(): Reached;
  steps(): number;
  advance(stride: Stride, work: Work): Promise<void>;
  /** Lets go of what only the next step needs, and can make again. */
  rest(): void;
  dispose(): void;
}

interface State {
  reached: Reached;
  model: FittedModel;
  pass: FeaturePass | undefined;
}

export async function editedRow(
  { rows, features, model: origin, seed }: AttackedModel,
  { features: target, explained }: Question,
  at: number,
  space: EditSpace,
  options: SolverOptions,
  work: Work,
): Promise<EditedRow> {
  const original = await rows.take(at, work);
  const thresholds = Float64Array.from(original, createRandom(seed));
  const cells = (edit: Float64Array) => original.map((value, j) => value + edit[j] / space.scale[j]);
  const none = new Float64Array(original.length);
  let path: EditPath = { edit: none, velocity: none };
  let first: Float64Array | undefined;
  let now: State = {
    reached: reach(none, denseRow(features, at), origin, 0),
    model: origin,
    pass: undefined,
  };
  let best = now.reached;

  function reach(edit: Float64Array, seen: Float64Array, model: FittedModel, steps: number): Reached {
    const logs = model.logProbabilities(target);
    const log = logs[explained];
    const predicted = mostProbable(logs, 0, logs.length);
    return { edit, features: seen, predicted, probability: Math.exp(log), log, steps };
  }

  function release(): void {
    now.pass?.dispose();
    if (now.model !== origin) now.model.dispose();
  }

  return {
    at,
    original,
    gradient: () => first!,
    best: () => best,
    steps: () => now.reached.steps,
    async advance(stride, during) {
      now.pass ??= await rows.pass(cells(now.reached.edit));
      const { training } = await now.model.insight!.perturbation!(target, explained, at, options, during);
      const gradient = await now.pass.pullBack(training);
      first ??= gradient;
      path = stepEdit(space, original, path, gradient, stride);
      const edit = roundEdit(space, original, path.edit, thresholds);
      const pass = await rows.pass(cells(edit));
      let model: FittedModel;
      try {
        const change = { row: at, features: oneRow(pass.features), start: now.model };
        model = await origin.insight!.retrainEdited!(change, during);
      } catch (error) {
        pass.dispose();
        throw error;
      }
      release();
      const reached = reach(edit, pass.features, model, now.reached.steps + 1);
      now = { reached, model, pass };
      if (reached.log < best.log) best = reached;
    },
    rest() {
      now.pass?.dispose();
      now.pass = undefined;
    },
    dispose: release,
  };
}
