/** The iterated attack on one prediction by an edit of one training row, the model refitted at each step. */
import type { EditSpace } from '../../core/attack/space';
import { stepEdit } from '../../core/attack/step';
import type { SolverOptions } from '../../core/models/insight';
import type { FittedModel } from '../../core/models/types';
import type { Work } from '../../contract/progress';
import type { Question } from '../validation/leaveOut';
import { mostProbable } from '../session/predictions';
import { throwIfAborted } from '../work/queue';
import { oneRow } from './editableRows';
import { type AttackedModel, fitEdited } from './editedModel';

export interface Attack {
  /** The numbers of the row as the plan gives them, and what is added to them in the units of the data. */
  original: Float64Array;
  edit: Float64Array;
  /** I_pert / n of those numbers in the first step: what the edits are worth. */
  gradient: Float64Array;
  /** Class that the row aimed at is predicted as with the edit, and the probability of the explained one. */
  predicted: number;
  probability: number;
  steps: number;
  /** Of the test rows: 1 where the prediction with the edit is wrong. */
  wrong: Uint8Array;
}

/** How long an attack goes on: `patience` steps without a further gain end it; a step moves by `size` of each limit. */
interface Pace {
  steps: number;
  size: number;
  patience: number;
}

const DIRECT: Pace = { steps: 6, size: 0.5, patience: 2 };
/** The features of a network bend: smaller steps, and more of them. */
const BENT: Pace = { steps: 24, size: 0.25, patience: 6 };

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
  const { rows, model } = attacked;
  const { steps, size, patience } = rows.direct ? DIRECT : BENT;
  const { data: original } = await rows.take(Int32Array.of(at), work);
  const edited = (edit: Float64Array) => oneRow(original.map((value, j) => value + edit[j] / space.scale[j]));
  let current = model;
  let edit: Float64Array = new Float64Array(original.length);
  let first: Float64Array | undefined;
  let best: Attack | undefined;
  try {
    for (let step = 1, idle = 0; step <= steps && idle < patience; step++) {
      throwIfAborted(work.signal);
      const gradient = await gradientAt(attacked, current, question, at, edited(edit), options, work);
      first ??= gradient;
      edit = stepEdit(space, original, edit, gradient, size);
      const next = await fitEdited(attacked, at, (await rows.features(edited(edit), work)).data);
      if (current !== model) current.dispose();
      current = next;
      const logs = current.logProbabilities(question.features);
      const probability = Math.exp(logs[question.explained]);
      const predicted = mostProbable(logs, 0, logs.length);
      idle++;
      if (best === undefined || probability < best.probability) {
        const wrong = judge(current);
        best = { original, edit, gradient: first, predicted, probability, steps: step, wrong };
        idle = 0;
      }
      if (predicted !== question.explained) break;
    }
    return best!;
  } finally {
    if (current !== model) current.dispose();
  }
}

/** I_pert / n (eq. 5) of the row as it is edited so far, by the numbers that are edited. */
async function gradientAt(
  { rows }: AttackedModel,
  current: FittedModel,
  { features, explained }: Question,
  at: number,
  row: ReturnType<typeof oneRow>,
  options: SolverOptions,
  work: Work,
): Promise<Float64Array> {
  const { training } = await current.insight!.perturbation!(features, explained, at, options, work);
  return (await rows.pullBack(row, oneRow(training), work)).data;
}
