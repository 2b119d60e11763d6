/** What ranking every row costs on top of fitting the model. */
import { join } from 'node:path';
import { max, median, min } from 'simple-statistics';
import { prepareNumericTable } from '../../data/numericTable';
import { openBackend } from '../backend';
import { fit, openProblem, QUIET } from '../problem';
import type { Benchmark } from '../types';

export const mislabelsTime: Benchmark = {
  name: 'mislabels-time',
  title: 'Table of 20,000 × 127: the full mislabel ranking relative to the fit alone',
  async run({ options }) {
    const problem = await openProblem(join(await prepareNumericTable(), 'influence.json'));
    const backend = await openBackend();
    try {
      const fits: number[] = [];
      const both: number[] = [];
      for (let i = 0; i <= options.repeats; i++) {
        const start = performance.now();
        const model = await fit(problem, problem.problem.labels, backend);
        const fitted = performance.now();
        await model.rowScores({ solver: 'auto', damping: 0 }, QUIET);
        model.dispose();
        // The first round is the warm-up of the machine code.
        if (i === 0) continue;
        fits.push(fitted - start);
        both.push(performance.now() - start);
      }
      const ratios = both.map((ms, i) => ms / fits[i]!);
      return [
        {
          name: `${backend.name}: fit and ranking, relative to the fit`,
          value: median(ratios),
          unit: '×',
          target: { atMost: 1.3 },
          detail: `${min(ratios).toFixed(2)}–${max(ratios).toFixed(2)}; fit ${median(fits).toFixed(0)} ms`,
        },
      ];
    } finally {
      backend.dispose();
    }
  },
};
