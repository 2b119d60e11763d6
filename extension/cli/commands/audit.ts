import type { Command } from '../command';
import { datasetOf } from '../options/dataset';
import { COMMON } from '../options/types';

const DEFAULT_TARGETS = 20;
const DEFAULT_LEVELS = 4;
const DEFAULT_SHARE = 0.1;

export const auditCommand: Command = {
  name: 'audit',
  summary: 'say which predictions an edit of one training row could flip',
  description:
    'Takes test rows that are predicted right and looks for the training row and the small edit of it that would turn the\n' +
    'prediction, with the model fitted again at each step. Edits change pixels by a few of 255 levels, and numbers by a share\n' +
    'of their standard deviation; whole numbers stay whole. How columns are scaled is kept as it was learned from the data.\n' +
    'It shows how much hangs on single rows, for models that are linear in numbers or pixels. The files stay as they are.',
  options: ['targets', 'levels', 'share', ...COMMON],
  examples: [
    {
      command: 'audit --config influence.json --levels 2 --targets 50',
      does: 'could two grey levels in one training image flip any of 50 predictions?',
    },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const { audit } = await import('../../engine/answers/audit');
    const document = await audit(
      await engine(),
      {
        dataset,
        targets: Number(options.targets ?? DEFAULT_TARGETS),
        levels: Number(options.levels ?? DEFAULT_LEVELS),
        share: Number(options.share ?? DEFAULT_SHARE),
      },
      work,
    );
    if (options.json) return JSON.stringify(document);
    const { auditReport } = await import('../output/audit');
    return auditReport(document, style);
  },
};
