/** What a person waits for once the dataset is open: the engine's process answers one more request. */
import { join } from 'node:path';
import { max, median } from 'simple-statistics';
import { prepareNumericTable } from '../../data/numericTable';
import { availableBackends, withEngine } from '../product';
import type { Benchmark, Figure } from '../types';

export const warm: Benchmark = {
  name: 'warm',
  title:
    'Table of 20,000 × 127, dataset open: from the request to the ranked list, in the process that asked',
  async run({ options }) {
    const config = join(await prepareNumericTable(), 'influence.json');
    const figures: Figure[] = [];
    for (const backend of await availableBackends(config)) {
      if (backend === 'cpu') continue;
      const times = await withEngine(undefined, async (client) => {
        const dataset = { config, backend };
        const explain = async (row: number) => {
          const start = performance.now();
          await client.request('explain', { dataset, target: { set: 'test', row }, choice: { by: 'label' } });
          return performance.now() - start;
        };
        await explain(0);
        const measured: number[] = [];
        for (let row = 1; row <= 2 * options.repeats; row++) measured.push(await explain(row));
        return measured;
      });
      figures.push({
        name: `${backend}: another test row explained`,
        value: median(times),
        unit: 'ms',
        target: { atMost: 300 },
        detail: `median of ${times.length} different rows, slowest ${max(times).toFixed(0)} ms; without painting the panel`,
      });
    }
    return figures;
  },
};
