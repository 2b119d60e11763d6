import { validateDocument } from '../../engine/documents/validate';
import type { Command, CommandContext } from '../command';
import { predictionOf } from '../options/dataset';
import { groupOf } from '../options/group';
import { usage } from '../options/parse';
import { COMMON, PREDICTION } from '../options/types';

const DEFAULT_ROWS = 40;

export const validateCommand: Command = {
  name: 'validate',
  summary: 'retrain without rows and compare with what was predicted',
  description:
    'Leaves out training rows one at a time, half of them the most influential on the prediction, half drawn at random,\n' +
    'retrains, and compares the change of the loss with the predicted one. Where that takes long, on all processors.\n' +
    'With --group the rows of a group are left out together: the sum of their effects, the effect of the rows together, and\n' +
    'what retraining finds.',
  options: [...PREDICTION, 'rows', 'group', ...COMMON],
  examples: [
    {
      command: 'validate --config influence.json --test-row 17 --rows 40',
      does: 'are the influences on test record 17 right?',
    },
    {
      command: 'validate --config influence.json --test-row 17 --group age=0..10',
      does: 'and the forecast for the rows of that age together?',
    },
  ],
  async run({ options, work, style, engine }) {
    if (options.group !== undefined) return validateGroup({ options, work, style, engine });
    const { onlyRecord, ...prediction } = predictionOf(options);
    const params = { ...prediction, rows: Number(options.rows ?? DEFAULT_ROWS) };
    const { validate } = await import('../../engine/answers/validate');
    const document = validateDocument(await validate(await engine(), params, work, onlyRecord));
    if (options.json) return JSON.stringify(document);
    const { validateReport } = await import('../output/validate');
    return validateReport(document, style);
  },
};

async function validateGroup({ options, work, style, engine }: CommandContext): Promise<string> {
  if (options.rows !== undefined) throw usage('--rows and --group exclude each other.', 'Drop one.');
  const { onlyRecord, ...prediction } = predictionOf(options);
  const params = { ...prediction, group: groupOf(options), action: { do: 'remove' }, verify: true } as const;
  const { whatIf } = await import('../../engine/answers/whatIf');
  const document = await whatIf(await engine(), params, work, onlyRecord);
  if (options.json) return JSON.stringify(document);
  const { whatIfReport } = await import('../output/whatIf');
  return whatIfReport(document, style);
}
