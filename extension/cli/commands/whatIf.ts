import type { Command } from '../command';
import { predictionOf } from '../options/dataset';
import { groupOf } from '../options/group';
import { COMMON, PREDICTION } from '../options/types';

export const whatIfCommand: Command = {
  name: 'whatif',
  summary: 'say what would change without a group of training rows, or with another label on them',
  description:
    'Forecasts what removing or relabelling a group of training rows does to one prediction and to the test loss:\n' +
    'the sum of the single effects, and the effect of the rows together, which differs where rows resemble each other.',
  options: [...PREDICTION, 'group', 'relabel', 'verify', ...COMMON],
  examples: [
    {
      command: 'whatif --config influence.json --test-row 17 --group age=0..10 --verify',
      does: 'what would the model say without the rows of that age?',
    },
  ],
  async run({ options, work, style, engine }) {
    const { onlyRecord, ...prediction } = predictionOf(options);
    const params = {
      ...prediction,
      group: groupOf(options),
      action:
        options.relabel === undefined
          ? ({ do: 'remove' } as const)
          : ({ do: 'relabel', label: String(options.relabel) } as const),
      verify: options.verify === true,
    };
    const { whatIf } = await import('../../engine/answers/whatIf');
    const document = await whatIf(await engine(), params, work, onlyRecord);
    if (options.json) return JSON.stringify(document);
    const { whatIfReport } = await import('../output/whatIf');
    return whatIfReport(document, style);
  },
};
