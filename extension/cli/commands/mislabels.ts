import type { MislabelScore } from '../../contract/documents';
import { mislabelsDocument } from '../../engine/documents/mislabels';
import type { Command } from '../command';
import { datasetOf, selectionOf } from '../options/dataset';
import { COMMON } from '../options/types';

export const mislabelsCommand: Command = {
  name: 'mislabels',
  summary: 'list the training rows whose label is most likely wrong',
  description:
    'Ranks the training rows by how suspect their label is, and says which label each should rather have. By default a\n' +
    'row is suspect when the model, fitted without it, gives its label a low probability.',
  options: ['score', 'top', 'all', ...COMMON],
  examples: [
    { command: 'mislabels --config influence.json --top 50', does: 'which 50 labels should I check first?' },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const selection = selectionOf(options);
    const score = (options.score ?? 'alo') as MislabelScore;
    const { mislabels } = await import('../../engine/answers/mislabels');
    const document = mislabelsDocument(await mislabels(await engine(), { dataset, score }, work), selection);
    if (options.json) return JSON.stringify(document);
    const { mislabelsReport } = await import('../output/mislabels');
    return mislabelsReport(document, style);
  },
};
