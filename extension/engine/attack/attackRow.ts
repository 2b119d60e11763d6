/** The iterated attack on one prediction by an edit of one training row, the model refitted at each step. */
import type { EditSpace } from '../../core/attack/space';
import { stepEdit } from '../../core/attack/step';
import type { SolverOptions } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';
import type { FittedModel } from '../../core/models/types';
import type { Work } from '../../contract/progress';
import type { Question } from '../validation/leaveOut';
import { mostProbable } from '../session/predictions';
import { throwIfAborted } from '../work/queue';
import { type AttackedModel, fitEdited } from './editedModel';

export interface Attack {
  /** What is added to the row, in the units of the data. */
  edit: Float64Array;
  /** I_pert / n of the features in the first step: what the edits are worth. */
  gradient: Float64Array;
  /** Class that the row aimed at is predicted as with the edit, and the probability of the explained one. */
  predicted: number;
  probability: number;
  steps: number;
  /** Of the test rows: 1 where the prediction with the edit is wrong. */
  wrong: Uint8Array;
}

/** Steps, and the share of the limits that each moves. */
const STEPS = 6;
const SIZE = 0.5;
/** Without a further gain in so many steps the attack ends. */
const PATIENCE = 2;

/** @param judge which test rows a model predicts wrong */
export async function attackRow(
  attacked: AttackedModel,
  question: Question,
  at: number,
  space: EditSpace,
  options: SolverOptions,
  judge: (model: FittedModel) => Uint8Array,
  work: Work,
): Promise<Attack> {
  const original = denseRow(attacked.features, at);
  const { features, explained } = question;
  let current = attacked.model;
  let edit: Float64Array = new Float64Array(original.length);
  let first: Float64Array | undefined;
  let best: Attack | undefined;
  try {
    for (let step = 1, idle = 0; step <= STEPS && idle < PATIENCE; step++) {
      throwIfAborted(work.signal);
      const { training } = await current.insight!.perturbation!(features, explained, at, options, work);
      first ??= training;
      edit = stepEdit(space, original, edit, training, SIZE);
      const row = original.map((value, j) => value + edit[j] / space.scale[j]);
      const next = await fitEdited(attacked, at, row);
      if (current !== attacked.model) current.dispose();
      current = next;
      const logs = current.logProbabilities(features);
      const probability = Math.exp(logs[explained]);
      const predicted = mostProbable(logs, 0, logs.length);
      if (best === undefined || probability < best.probability) {
        best = { edit, gradient: first, predicted, probability, steps: step, wrong: judge(current) };
        idle = 0;
      } else idle++;
      if (predicted !== explained) break;
    }
    return best!;
  } finally {
    if (current !== attacked.model) current.dispose();
  }
}
