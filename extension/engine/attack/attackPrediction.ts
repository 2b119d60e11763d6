/** The iterated attack on one prediction by an edit of one training row, the model refitted at each step. */
import type { EditSpace } from '../../core/attack/space';
import type { Stride } from '../../core/attack/step';
import type { SolverOptions } from '../../core/models/insight';
import type { FittedModel } from '../../core/models/types';
import type { Work } from '../../contract/progress';
import type { Question } from '../validation/leaveOut';
import { throwIfAborted } from '../work/queue';
import type { AttackedModel } from './attackedModel';
import { oneRow } from './editableRows';
import { editedRow, type EditedRow, type Reached } from './editedRow';
import { strongestRows } from './strongestRows';

export interface Attack extends Omit<Reached, 'features' | 'log'> {
  /** Position of the training row that is edited, and its numbers as the plan gives them. */
  at: number;
  original: Float64Array;
  /** I_pert / n of those numbers in the first step: what the edits are worth. */
  gradient: Float64Array;
  /** Of the test rows: 1 where the prediction with the edit is wrong. */
  wrong: Uint8Array;
}

const STAGE = 'Attacking predictions';

/** How long an attack goes on. */
interface Pace extends Stride {
  /** Training rows that are tried, by what their edits are worth to first order; and steps in which each shows what it can do. */
  candidates: number;
  trial: number;
  /** Of those, how many then go on for so many steps in all; `patience` steps without a further gain end it earlier. */
  finalists: number;
  steps: number;
  patience: number;
}

const DIRECT: Pace = {
  candidates: 4,
  trial: 4,
  finalists: 2,
  steps: 24,
  patience: 8,
  size: 0.25,
  units: Infinity,
  momentum: 0.9,
};
/** The features of a network bend: smaller steps, and more rows whose first steps say little of the later ones. */
const BENT: Pace = {
  candidates: 4,
  trial: 6,
  finalists: 2,
  steps: 32,
  patience: 12,
  size: 0.25,
  units: 0.5,
  momentum: 0.9,
};

/** @param judge which test rows a model predicts wrong */
export async function attackPrediction(
  attacked: AttackedModel,
  question: Question,
  space: EditSpace,
  options: SolverOptions,
  judge: (model: FittedModel) => Uint8Array,
  work: Work,
): Promise<Attack> {
  const pace = attacked.rows.direct ? DIRECT : BENT;
  const { candidates, trial, finalists, steps } = pace;
  const most = candidates * trial + finalists * (steps - trial);
  let taken = 0;
  const quiet: Work = { signal: work.signal, progress: () => undefined };
  const tried: EditedRow[] = [];
  const flips = (row: EditedRow): boolean => row.best().predicted !== question.explained;
  try {
    for (const at of await strongestRows(attacked, question, space, candidates, options, quiet)) {
      const row = await editedRow(attacked, question, at, space, options, quiet);
      tried.push(row);
      await advance(row, trial);
      row.rest();
      if (flips(row)) break;
    }
    tried.sort((a, b) => a.best().log - b.best().log);
    for (const row of tried.slice(0, finalists)) {
      if (tried.some(flips)) break;
      await advance(row, steps);
      row.rest();
    }
    const [best] = tried.sort((a, b) => Number(flips(b)) - Number(flips(a)) || a.best().log - b.best().log);
    return await told(best);
  } finally {
    for (const row of tried) row.dispose();
  }

  async function advance(row: EditedRow, until: number): Promise<void> {
    while (row.steps() < until && row.steps() < row.best().steps + pace.patience) {
      throwIfAborted(work.signal);
      work.progress({ stage: STAGE, fraction: taken++ / most });
      await row.advance(pace, quiet);
      if (flips(row)) return;
    }
  }

  async function told(row: EditedRow): Promise<Attack> {
    const { edit, features, predicted, probability, steps: needed } = row.best();
    const change = { row: row.at, features: oneRow(features) };
    const model = await attacked.model.insight!.retrainEdited!(change, quiet);
    try {
      const { at, original } = row;
      const gradient = row.gradient();
      return { at, original, edit, gradient, predicted, probability, steps: needed, wrong: judge(model) };
    } finally {
      model.dispose();
    }
  }
}
