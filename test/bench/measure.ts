/** Whole processes, measured from outside. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchPython, HERE } from './python';

export interface Measured {
  stdout: string;
  /** Wall time. */
  ms: number;
  /** Processor time, user and system, of the process and all its threads. */
  cpuMs: number;
  /** Largest resident memory. */
  bytes: number;
}

/** Runs a command to its end; a failure is an error with what it wrote to stderr. */
export function measure(command: readonly string[], env: NodeJS.ProcessEnv = {}): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const figures = join(folder, 'figures.json');
  try {
    const run = spawnSync(benchPython(), [join(HERE, 'measure.py'), figures, ...command], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, ...env },
    });
    if (run.status !== 0) throw new Error(`${command.join(' ')} failed: ${run.stderr}`);
    return { stdout: run.stdout, ...(JSON.parse(readFileSync(figures, 'utf8')) as Omit<Measured, 'stdout'>) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
