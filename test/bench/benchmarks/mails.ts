/** The first explanation on text, cold: 6,046 mails as they came. */
import { join } from 'node:path';
import { max, median, min } from 'simple-statistics';
import type { ExplainDocument } from '../../../extension/contract/documents';
import { prepareMailBodies } from '../../data/spamAssassin';
import { runCli, withEngine } from '../product';
import type { Benchmark } from '../types';

export const mails: Benchmark = {
  name: 'mails',
  title: 'SpamAssassin bodies as text, 6,046 mails (a fifth held out): first explanation, cold, WASM',
  async run({ options, log }) {
    const config = join(await prepareMailBodies('tfidf'), 'influence.json');
    const row = await heldOutRow(config);
    const args = ['explain', '--config', config, '--test-row', String(row), '--backend', 'wasm'];
    const runs = Array.from({ length: options.repeats }, () => {
      const run = runCli<ExplainDocument>(args);
      log(`${(run.ms / 1000).toFixed(1)} s`);
      return run;
    });
    const seconds = runs.map(({ ms }) => ms / 1000);
    const { timings, solver, dataset } = runs[0]!.document;
    const parts = Object.entries(timings).map(
      ([name, ms]) => `${name.replace('Ms', '')} ${(ms / 1000).toFixed(1)} s`,
    );
    return [
      {
        name: `${dataset.rows} × ${dataset.features} terms, whole process`,
        value: median(seconds),
        unit: 's',
        target: { atMost: 20 },
        detail: `${min(seconds).toFixed(1)}–${max(seconds).toFixed(1)} s; ${parts.join(', ')}; ${solver.name}`,
      },
      { name: 'largest resident memory', value: max(runs.map(({ bytes }) => bytes)) / 1e6, unit: 'MB' },
    ];
  },
};

/** The record of the held-out mail that is predicted worst. */
async function heldOutRow(config: string): Promise<number> {
  const { row, loss } = await withEngine(undefined, (client) =>
    client.request('targets', { dataset: { config, backend: 'wasm' }, set: 'test' }),
  );
  return row[loss.indexOf(Math.max(...loss))]!;
}
