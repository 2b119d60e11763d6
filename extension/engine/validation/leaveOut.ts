/** What really happens to one prediction without training rows. */
import type { FittedModel } from '../../core/models/types';
import type { Work } from '../../contract/progress';
import type { Target } from '../session/target';

/** Change of the loss and of the probability of the explained class. */
export interface Change {
  loss: number;
  probability: number;
}

export type Question = Pick<Target, 'features' | 'explained'>;

/** Retrains without these rows (positions), from the model. */
export async function leaveOut(
  model: FittedModel,
  question: Question,
  rows: Int32Array,
  work: Work,
): Promise<Change> {
  const retrained = await model.retrainWithout(rows, { ...work, progress: () => undefined });
  try {
    const [before, after] = [outcome(model, question), outcome(retrained, question)];
    return { loss: after.loss - before.loss, probability: after.probability - before.probability };
  } finally {
    retrained.dispose();
  }
}

/** Loss and probability of the explained class. */
function outcome(model: FittedModel, { features, explained }: Question): Change {
  const log = model.logProbabilities(features)[explained];
  return { loss: model.losses?.(features)[explained] ?? -log, probability: Math.exp(log) };
}
