/** One explained prediction of softmax regression on 8,000 digits, the model fitted before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'simple-statistics';
import type { BackendName } from '../../../extension/contract/config';
import type { ExplainDocument } from '../../../extension/contract/documents';
import { prepareMnist } from '../../data/mnist';
import { availableBackends, runCli, withEngine } from '../product';
import type { Bench, Benchmark, Figure } from '../types';

const LIMITS: Partial<Record<BackendName, number>> = { tensorflow: 3, wasm: 10 };

export const mnist: Benchmark = {
  name: 'mnist',
  title: 'MNIST 8,000 × 784 × 10 classes, raw pixels, l2 0.01: one explained prediction, model fitted',
  async run(bench) {
    const config = join(await prepareMnist(), 'influence.json');
    const figures: Figure[] = [];
    for (const backend of await availableBackends(config)) {
      if (backend !== 'cpu') figures.push(...(await explained(bench, config, backend)));
    }
    return figures;
  },
};

async function explained({ options, log }: Bench, config: string, backend: BackendName): Promise<Figure[]> {
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  try {
    const cold = command(config, backend, 0, cache);
    log(`${backend}: fitted in ${cold.document.timings.fitMs.toFixed(0)} ms, ${cold.document.solver.name}`);
    const whole = Array.from({ length: options.repeats }, (_, i) => command(config, backend, i + 1, cache));
    const warm = await withEngine(cache, async (client) => {
      const times: number[] = [];
      for (let row = 0; row <= options.repeats; row++) {
        const start = performance.now();
        await client.request('explain', {
          dataset: { config, backend },
          target: { set: 'test', row },
          choice: { by: 'label' },
        });
        times.push((performance.now() - start) / 1000);
      }
      return times;
    });
    const { solver, timings } = whole[0]!.document;
    const work = timings.solveMs + timings.scoreMs;
    const limit = LIMITS[backend];
    return [
      {
        name: `${backend}: explained with the model in memory`,
        value: median(warm.slice(1)),
        unit: 's',
        target: { atMost: limit },
        detail: `${solver.name}, the process's first ${warm[0]!.toFixed(1)} s (reads the CSV and the cached fit)`,
      },
      {
        name: `${backend}: whole command, fit from the cache`,
        value: median(whole.map(({ ms }) => ms)) / 1000,
        unit: 's',
        detail: `largest memory ${(whole[0]!.bytes / 1e6).toFixed(0)} MB`,
      },
      {
        name: `${backend}: share of Hessian-vector products in solving and scoring`,
        value: ((solver.products?.ms ?? 0) / work) * 100,
        unit: '%',
        detail: `${solver.products?.vectors ?? 0} products, ${(solver.products?.ms ?? 0).toFixed(0)} of ${work.toFixed(0)} ms`,
      },
      { name: `${backend}: fit from scratch`, value: cold.document.timings.fitMs / 1000, unit: 's' },
    ];
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function command(config: string, backend: BackendName, row: number, cache: string) {
  const args = ['explain', '--config', config, '--test-row', String(row), '--backend', backend];
  return runCli<ExplainDocument>(args, cache);
}
