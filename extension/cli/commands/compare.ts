import { resolve } from 'node:path';
import { bestOfEither, compareDocument } from '../../contract/compareDocument';
import type { Command } from '../command';
import { choiceOf, datasetOf, selectionOf, targetOf } from '../options/dataset';
import { usage } from '../options/parse';
import { COMMON, PREDICTION } from '../options/types';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'hold the explanations of two models of the same data side by side',
  description:
    'Explains one prediction with two models (--config and --config-b) that are trained on the same rows: what each predicts,\n' +
    'which rows each leans on, how far the rankings agree, and whether influence follows the distance from the explained row.\n' +
    'With --all --json every training row comes with both influences and distances, for a plot.',
  options: ['config-b', ...PREDICTION, 'top', 'all', ...COMMON],
  examples: [
    {
      command: 'compare --config linear.influence.json --config-b rbf.influence.json --test-row 17',
      does: 'do a linear model and a kernel model see test record 17 alike?',
    },
  ],
  async run({ options, work, style, engine }) {
    if (options['config-b'] === undefined)
      throw usage('--config-b is missing.', 'Name the influence.json of the other model: --config-b FILE.');
    const a = datasetOf(options);
    const b = { ...a, config: resolve(String(options['config-b'])) };
    const { compare } = await import('../../engine/answers/compare');
    const params = { a, b, ...targetOf(options), choice: choiceOf(options) };
    const result = await compare(await engine(), params, work);
    const { all, top } = selectionOf(options);
    const shown = all ? Array.from(result.training.row.keys()) : bestOfEither(result).slice(0, top);
    const document = compareDocument(result, shown);
    if (options.json) return JSON.stringify(document);
    const { compareReport } = await import('../output/compare');
    return compareReport(document, style);
  },
};
