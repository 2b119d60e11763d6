import type { Command } from '../command';
import { choiceOf, datasetOf, targetOf } from '../options/dataset';
import { usage } from '../options/parse';
import { COMMON, PREDICTION } from '../options/types';

export const whyCommand: Command = {
  name: 'why',
  summary: 'say why one training row bears on a prediction as it does',
  description:
    'Takes the influence of one training row apart: how badly the row is fitted, how similar it is, what the inverse Hessian\n' +
    'changes. Shows its place when a part is left out or distance alone counts, and which cells of both rows matter.',
  options: [...PREDICTION, 'of-row', ...COMMON],
  examples: [
    {
      command: 'why --config influence.json --test-row 17 --of-row 3',
      does: 'why does training row 3 matter to test record 17?',
    },
  ],
  async run({ options, work, style, engine }) {
    const { target, onlyRecord } = targetOf(options);
    if (options['of-row'] === undefined)
      throw usage('--of-row is missing.', 'Name a training row: --of-row N.');
    const params = {
      dataset: datasetOf(options),
      target,
      choice: choiceOf(options),
      row: Number(options['of-row']),
    };
    const { why } = await import('../../engine/answers/why');
    const document = await why(await engine(), params, work, onlyRecord);
    if (options.json) return JSON.stringify(document);
    const { whyReport } = await import('../output/why');
    return whyReport(document, style);
  },
};
