/** The Python side of benchmarks: an environment of its own in the user's cache folder, with pinned packages. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';

export const HERE = import.meta.dirname;

/**
 * Python of the environment, made at the first call.
 * @param requirements the list of its packages beside this file; each has an environment of its own
 */
export function benchPython(requirements = 'requirements.txt'): string {
  const name = requirements.replace('requirements', 'bench-python').replace('.txt', '');
  const folder = join(envPaths('influence-lens', { suffix: '' }).cache, name);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'requirements.txt');
  const wanted = readFileSync(join(HERE, requirements), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  const version = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']);
  if (version.status !== 0) throw new Error('These benchmarks need python3, 3.11 or later, with venv.');
  mkdirSync(folder, { recursive: true });
  execFileSync('python3', ['-m', 'venv', '--clear', folder], { stdio: ['ignore', 2, 2] });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', join(HERE, requirements)], {
    stdio: ['ignore', 2, 2],
  });
  writeFileSync(stamp, wanted);
  return python;
}

/** Stdout of one of the scripts beside this file. */
export function runPython(
  script: string,
  args: readonly string[],
  input?: string,
  requirements?: string,
): string {
  return execFileSync(benchPython(requirements), [join(HERE, script), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 2],
  });
}
