/** Activation in a real VS Code, a fresh one each time, opened on a folder that holds nothing for the extension. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { isElectronPossible, runInElectron } from '../../harness/electronTests';
import { runInBrowser } from '../../harness/extensionTests';
import { outDir, repoRoot } from '../../harness/paths';
import type { Activation } from './types';

const LIMIT_MS = 3 * 60_000;

export async function measureActivation(times: number): Promise<Activation[]> {
  const entry = join(outDir, 'bench', 'activation.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'entry.ts')],
    outfile: entry,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const run = (await isElectronPossible()) ? runInElectron : runInBrowser;
  const measured: Activation[] = [];
  for (let i = 0; i < times; i++) {
    const scratch = mkdtempSync(join(tmpdir(), 'bench-activation-'));
    const workspace = join(scratch, 'workspace');
    const result = join(scratch, 'result.json');
    mkdirSync(workspace);
    try {
      await run({
        workspace,
        extension: repoRoot,
        entry,
        env: { INFLUENCE_BENCH_RESULT: result },
        limitMs: LIMIT_MS,
      });
      measured.push(JSON.parse(readFileSync(result, 'utf8')) as Activation);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  return measured;
}
