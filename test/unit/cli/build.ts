import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from '../../harness/paths';

let built = false;

/** Builds dist/ once in a test run and gives the path of one of its files. */
export function builtFile(name: 'cli.js' | 'worker.js'): string {
  if (!built) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: repoRoot });
  built = true;
  return join(repoRoot, 'dist', name);
}
