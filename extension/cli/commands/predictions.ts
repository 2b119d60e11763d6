import { predictions } from '../../engine/answers/predictions';
import type { Command } from '../command';
import { datasetOf, selectionOf } from '../options/dataset';
import { COMMON } from '../options/types';
import { predictionsReport } from '../output/predictions';

export const predictionsCommand: Command = {
  name: 'predictions',
  summary: 'list the test rows, worst predicted first',
  description:
    'Says what the model predicts for the test rows, by how badly: rows whose label it holds for least probable first.\n' +
    'The row number is what `explain --test-row` takes.',
  options: ['top', 'all', ...COMMON],
  examples: [
    { command: 'predictions --config influence.json --top 20', does: 'which 20 predictions are the worst?' },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const document = await predictions(await engine(), dataset, selectionOf(options), work);
    return options.json ? JSON.stringify(document) : predictionsReport(document, style);
  },
};
