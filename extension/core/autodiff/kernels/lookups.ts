/** Numbers that stand for something a model has not learned. */
import { LensError } from '../../../contract/errors';

export function outOfRange(number: number, highest: number): LensError {
  return new LensError(
    'model',
    `The model is asked to look up number ${number}, and it knows 0 to ${highest}.`,
    {
      hint: 'Give it the numbers that it was trained with: check the data, "model.input" and the vocabulary.',
    },
  );
}

/** Runs what may look things up, and says it in a user's words where TensorFlow.js refuses a number. */
export function namingLookups<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const [, number, highest] = /index value (-?\d+) is not in \[0, (\d+)\]/.exec(String(error)) ?? [];
    throw highest === undefined ? error : outOfRange(Number(number), Number(highest));
  }
}
