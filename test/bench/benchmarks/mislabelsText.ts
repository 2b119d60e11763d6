/** Wrong labels planted among mails, found by each score (Koh & Liang, Sec. 5.4). */
import { join } from 'node:path';
import { median } from 'simple-statistics';
import { prepareMailBodies } from '../../data/spamAssassin';
import { openBackend } from '../backend';
import { studyFlips, tell, timeRelativeToFolds } from '../flips';
import { openProblem } from '../problem';
import type { Benchmark } from '../types';

export const mislabelsText: Benchmark = {
  name: 'mislabels-text',
  title:
    'Planted wrong labels: SpamAssassin bodies, binary terms in at least 5 mails, 10 % of the training labels flipped',
  async run({ options, log }) {
    const folder = await prepareMailBodies(
      'binary',
      { weighting: 'binary', minDocumentFrequency: 5, maxTerms: 100000 },
      0.01,
    );
    const problem = await openProblem(join(folder, 'influence.json'));
    const { rows, cols } = problem.problem.features;
    const backend = await openBackend();
    log(`${rows} mails × ${cols} terms on ${backend.name}`);
    try {
      const uniform = await studyFlips(problem, 'uniform', options.seeds, backend, log);
      const byClass = await studyFlips(problem, 'class', options.seeds, backend, log);
      const boundary = await studyFlips(problem, 'boundary', options.seeds, backend, log);
      return [
        ...tell(uniform, 'uniform flips', { found: 0.67, area: 0.945 }),
        ...tell(byClass, 'flips of one class'),
        ...tell(boundary, 'flips near the boundary'),
        {
          name: `${rows} mails × ${cols} terms: full ranking on top of the fit`,
          value: median(uniform.scoresMs) / 1000,
          unit: 's',
          detail: `fit ${(median(uniform.fitMs) / 1000).toFixed(1)} s`,
        },
        {
          name: `${rows} mails × ${cols} terms: fit and full ranking`,
          value: median(uniform.fitMs.map((ms, i) => ms + uniform.scoresMs[i]!)) / 1000,
          unit: 's',
          target: { atMost: 15 },
        },
        {
          name: 'fit and full ranking, exact leverages, relative to five-fold out-of-fold margins',
          value: timeRelativeToFolds(uniform, uniform.scoresMs),
          unit: '×',
          detail: `out-of-fold ${(median(uniform.outOfFoldMs) / 1000).toFixed(1)} s`,
        },
        {
          name: 'fit and full ranking, estimated leverages, relative to five-fold out-of-fold margins',
          value: timeRelativeToFolds(uniform, uniform.estimateMs),
          unit: '×',
          target: { atMost: 1 / 3 },
          detail: `ranking ${(median(uniform.estimateMs) / 1000).toFixed(2)} s`,
        },
      ];
    } finally {
      backend.dispose();
    }
  },
};
