import type { BudgetAnswer, BudgetDocument } from '../../contract/review';
import type { Command } from '../command';
import { datasetOf } from '../options/dataset';
import { COMMON } from '../options/types';

const DEFAULT_RATE = 0.1;
const DEFAULT_DRAWS = 3;

export const budgetCommand: Command = {
  name: 'budget',
  summary: 'tell how many labels are wrong and how many rows are worth checking',
  description:
    'Changes some labels in a copy of the training labels, ranks the rows by each score, and measures what share of the\n' +
    'changed labels a person would find by checking the most suspect rows, and what the fixes do to the accuracy on the test\n' +
    'rows. From how the changed labels score it estimates how many labels are wrong already. The files stay as they are.',
  options: ['rate', 'kind', 'draws', ...COMMON],
  examples: [
    {
      command: 'budget --config influence.json',
      does: 'how far do I get by checking 5, 10, 20 % of the rows?',
    },
    {
      command: 'budget --config influence.json --kind boundary --rate 0.05 --draws 10',
      does: 'and if the mistakes are where people err?',
    },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const { budget } = await import('../../engine/answers/budget');
    const answer = await budget(
      await engine(),
      {
        dataset,
        rate: Number(options.rate ?? DEFAULT_RATE),
        kind: (options.kind ?? 'uniform') as BudgetAnswer['planted']['kind'],
        draws: Number(options.draws ?? DEFAULT_DRAWS),
      },
      work,
    );
    const document: BudgetDocument = { kind: 'budget', ...answer.head, budget: answer.budget };
    if (options.json) return JSON.stringify(document);
    const { budgetReport } = await import('../output/budget');
    return budgetReport(document, style);
  },
};
