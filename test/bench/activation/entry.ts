/** Runs inside the extension host in place of a test suite: activates the extension once and writes how long it took. */
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Activation } from './types';

/** Until a window that has just opened is at rest: what VS Code itself does meanwhile is not what is measured. */
const STARTUP_MS = 5_000;

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('influence-lens.influence-lens');
  if (!extension || extension.isActive)
    throw new Error('The extension is missing, or active before it was asked for.');
  await wait(STARTUP_MS);
  const start = performance.now();
  const cpu = process.cpuUsage();
  await extension.activate();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  writeFileSync(
    process.env['INFLUENCE_BENCH_RESULT']!,
    JSON.stringify({ ms, cpuMs: (user + system) / 1000 } satisfies Activation),
  );
}
