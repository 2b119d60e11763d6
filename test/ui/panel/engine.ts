/** The built engine in its own process, as the host has it, and datasets to ask it about. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineClient, type EngineClient } from '../../../extension/host/engine/client';
import { repoRoot } from '../../harness/paths';

export interface TestEngine extends Pick<EngineClient, 'request'> {
  /** Writes a dataset into a folder that goes with the engine; gives the path of its influence.json. */
  dataset(name: string, files: Record<string, string>): string;
  stop(): void;
}

export function startEngine(): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), 'influence-panel-'));
  const client = createEngineClient({
    worker: join(repoRoot, 'dist/worker.js'),
    cacheFolder: join(folder, 'cache'),
    env: { INFLUENCE_LENS_CACHE: '' },
    log: () => undefined,
  });
  return {
    request: (name, params, work) => client.request(name, params, work),
    dataset(name, files) {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, `${name}-${file}`), text);
      const config = { train: `${name}-train.csv`, test: `${name}-test.csv`, label: 'label' };
      const path = join(folder, `${name}.influence.json`);
      writeFileSync(path, JSON.stringify(config));
      return path;
    },
    stop() {
      client.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Rows of two noisy classes, with two numbers and a category; the same seed gives the same rows. */
export function generatedCsv(rows: number, seed: number): string {
  let state = seed;
  const random = () => {
    // A linear congruential generator (Numerical Recipes' constants): even enough for rows to look at.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const ports = ['Bergen', 'Bodø', 'Kirkenes, north', 'Ålesund'];
  const lines = ['id,age,fare,port,label'];
  for (let row = 0; row < rows; row++) {
    const age = 20 + 60 * random();
    const fare = 10 + 90 * random() ** 3;
    const port = Math.floor(random() * ports.length);
    const score = (age - 50) / 15 - (fare - 30) / 20 + port / 2 - 0.7 + 2 * (random() - 0.5);
    const label = score > 0 === random() > 0.04 ? 'stays' : 'leaves';
    lines.push(`T-${row},${age.toFixed(1)},${fare.toFixed(2)},"${ports[port]}",${label}`);
  }
  return `${lines.join('\n')}\n`;
}
