import type { Command } from '../command';
import { boundsOf } from '../options/bound';
import { datasetOf } from '../options/dataset';
import { COMMON } from '../options/types';

export const auditCommand: Command = {
  name: 'audit',
  summary: 'say which predictions an edit of one training row could flip',
  description:
    'Takes test rows that are predicted right and looks for the training row and the small edit of it that would turn the\n' +
    'prediction, with the model fitted again at each step. Edits change pixels by a few of 255 levels, and numbers by a share\n' +
    'of their standard deviation, or by what --bound says; whole numbers stay whole. How columns are scaled is kept as it was\n' +
    'learned from the data. It shows how much hangs on single rows, for models that are linear in numbers, pixels, or the\n' +
    'features that a network makes of them. The files stay as they are.',
  options: ['targets', 'levels', 'share', 'bound', ...COMMON],
  examples: [
    {
      command: 'audit --config influence.json --levels 2 --targets 50',
      does: 'could two grey levels in one training image flip any of 50 predictions?',
    },
    {
      command: "audit --config influence.json --bound 'age=1&income=0.5sd&zip=0'",
      does: 'could a year of age or half a standard deviation of income, the zip code untouched?',
    },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    const { audit } = await import('../../engine/answers/audit');
    const number = (name: 'targets' | 'levels' | 'share') =>
      options[name] === undefined ? undefined : Number(options[name]);
    const { document } = await audit(
      await engine(),
      {
        dataset,
        targets: number('targets'),
        levels: number('levels'),
        share: number('share'),
        columns: boundsOf(options),
      },
      work,
    );
    if (options.json) return JSON.stringify(document);
    const { auditReport } = await import('../output/audit');
    return auditReport(document, style);
  },
};
