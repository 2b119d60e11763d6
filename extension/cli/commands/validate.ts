import { validateDocument } from '../../engine/documents/validate';
import type { Command } from '../command';
import { predictionOf } from '../options/dataset';
import { COMMON, PREDICTION } from '../options/types';

const DEFAULT_ROWS = 40;

export const validateCommand: Command = {
  name: 'validate',
  summary: 'retrain without rows and compare with what was predicted',
  description:
    'Leaves out training rows one at a time, half of them the most influential on the prediction, half drawn at random,\n' +
    'retrains, and compares the change of the loss with the predicted one.',
  options: [...PREDICTION, 'rows', ...COMMON],
  examples: [
    {
      command: 'validate --config influence.json --test-row 17 --rows 40',
      does: 'are the influences on test record 17 right?',
    },
  ],
  async run({ options, work, style, engine }) {
    const { onlyRecord, ...prediction } = predictionOf(options);
    const params = { ...prediction, rows: Number(options.rows ?? DEFAULT_ROWS) };
    const { validate } = await import('../../engine/answers/validate');
    const document = validateDocument(await validate(await engine(), params, work, onlyRecord));
    if (options.json) return JSON.stringify(document);
    const { validateReport } = await import('../output/validate');
    return validateReport(document, style);
  },
};
