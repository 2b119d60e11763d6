import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { builtFile } from './build';
import type { Workspace } from './workspace';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** SIGINT is sent once this is so; asked every few milliseconds. */
  interruptWhen?: () => boolean;
}

/** Runs the built command line as a user does: a process of its own. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builtFile('cli.js'), ...args], {
      cwd: options.cwd ?? tmpdir(),
      env: { ...process.env, ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    const poll = setInterval(() => {
      if (!options.interruptWhen?.()) return;
      clearInterval(poll);
      child.kill('SIGINT');
    }, 20);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      resolve({ code, stdout, stderr });
    });
  });
}

/** On the dataset of a workspace, with its cache. */
export function runOn({ config, cache }: Workspace, ...args: string[]): Promise<Ran> {
  return runCli([...args, '--config', config], { env: { INFLUENCE_LENS_CACHE: cache } });
}

/** The document that it prints, as that of a run which ends well. */
export async function documentOn<Document>(workspace: Workspace, ...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await runOn(workspace, ...args, '--json');
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Document;
}
