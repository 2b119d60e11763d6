/** Runs inside the extension host in place of a test suite: activates the extension once and writes how long it took. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('influence-lens.influence-lens');
  if (!extension || extension.isActive)
    throw new Error('The extension is missing, or active before it was asked for.');
  const start = performance.now();
  await extension.activate();
  writeFileSync(process.env['INFLUENCE_BENCH_RESULT']!, JSON.stringify({ ms: performance.now() - start }));
}
