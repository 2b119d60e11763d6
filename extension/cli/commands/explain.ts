import { explainDocument } from '../../engine/documents/explain';
import type { Command } from '../command';
import { choiceOf, datasetOf, selectionOf, targetOf } from '../options/dataset';
import { rankingOf } from '../options/ranking';
import { COMMON, PREDICTION } from '../options/types';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'explain one prediction by the training rows behind it',
  description:
    'Ranks the training rows by what would happen to one prediction without them. A helpful row makes the explained\n' +
    'class more probable; a harmful one makes it less probable.',
  options: [...PREDICTION, 'top', 'all', 'forecast', 'rank-by', 'checks', ...COMMON],
  examples: [
    {
      command: 'explain --config influence.json --test-row 17',
      does: 'why was test record 17 predicted as it was?',
    },
    {
      command: 'explain --config influence.json --input mail.jsonl --target spam --top 20',
      does: 'what speaks for and against spam in a new mail?',
    },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const { target, onlyRecord } = targetOf(options);
    const selection = selectionOf(options);
    const { explain } = await import('../../engine/answers/explain');
    const asked = { dataset, target, choice: choiceOf(options), rankBy: rankingOf(options) };
    const result = await explain(await engine(), asked, work, {
      onlyRecord,
      allForecasts: options.forecast === 'all',
      fullChecks: options.checks === 'full',
    });
    const document = explainDocument(result, selection);
    if (options.json) return JSON.stringify(document);
    const { explainReport } = await import('../output/explain');
    return explainReport(document, { all: selection.all, fullChecks: options.checks === 'full' }, style);
  },
};
