/** Wrong labels planted in a dense table of 57 features, found by each score. */
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { prepareSpambase } from '../../data/spamAssassin';
import { openBackend } from '../backend';
import { detectionOf, OUT_OF_FOLD, studyFlips, tell, timeRelativeToFolds } from '../flips';
import { openProblem } from '../problem';
import type { Benchmark } from '../types';

export const mislabelsDense: Benchmark = {
  name: 'mislabels-dense',
  title:
    'Planted wrong labels: 57 Spambase features of the SpamAssassin mails, 10 % of the training labels flipped',
  async run({ options, log }) {
    const problem = await openProblem(join(await prepareSpambase(), 'influence.json'));
    const backend = await openBackend();
    try {
      const uniform = await studyFlips(problem, 'uniform', options.seeds, backend, log);
      const byClass = await studyFlips(problem, 'class', options.seeds, backend, log);
      const boundary = await studyFlips(problem, 'boundary', options.seeds, backend, log);
      const outOfFold = detectionOf(uniform, OUT_OF_FOLD);
      return [
        ...tell(uniform, 'uniform flips', { found: mean(outOfFold.found) }),
        ...tell(byClass, 'flips of one class'),
        ...tell(boundary, 'flips near the boundary'),
        {
          name: 'fit and full ranking, relative to five-fold out-of-fold margins',
          value: timeRelativeToFolds(uniform, uniform.scoresMs),
          unit: '×',
          target: { atMost: 1 / 3 },
        },
      ];
    } finally {
      backend.dispose();
    }
  },
};
