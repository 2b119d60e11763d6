import { info } from '../../engine/answers/info';
import type { Command } from '../command';
import { datasetOf } from '../options/dataset';
import { COMMON } from '../options/types';
import { infoReport } from '../output/info';

export const infoCommand: Command = {
  name: 'info',
  summary: 'show the dataset, its columns, how the model fits and what computes',
  description:
    'Shows how every column is read, how well the model fits, which backends there are, and whether the fit can be trusted.',
  options: COMMON,
  examples: [{ command: 'info --config influence.json', does: 'what does the model see?' }],
  async run({ options, work, style, engine }) {
    const document = await info(await engine(), { dataset: datasetOf(options) }, work);
    return options.json ? JSON.stringify(document) : infoReport(document, style);
  },
};
