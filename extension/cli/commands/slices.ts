import type { Command } from '../command';
import { predictionOf, selectionOf } from '../options/dataset';
import { COMMON, PREDICTION } from '../options/types';

export const slicesCommand: Command = {
  name: 'slices',
  summary: 'say which slice of the training data a prediction hangs on',
  description:
    'Adds up the influence of the training rows by every category and by ranges of every number, and ranks these slices by\n' +
    'how far they are from what as many random rows would give. Compares how common each slice is in training and test data.',
  options: [...PREDICTION, 'top', ...COMMON],
  examples: [
    {
      command: 'slices --config influence.json --test-row 17',
      does: 'which part of the data is responsible for this error?',
    },
  ],
  async run({ options, work, style, engine }) {
    const { onlyRecord, ...prediction } = predictionOf(options);
    const params = { ...prediction, top: selectionOf(options).top };
    const { slices } = await import('../../engine/answers/slices');
    const document = await slices(await engine(), params, work, onlyRecord);
    if (options.json) return JSON.stringify(document);
    const { slicesReport } = await import('../output/slices');
    return slicesReport(document, style);
  },
};
