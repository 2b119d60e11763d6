/** What the suites inside VS Code share. */
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { InfluenceApi } from '../../extension/host/extension';
import type { Services } from '../../extension/host/services';

/** The folder that is open, a copy of test/vscode/workspace. */
export function workspacePath(...parts: string[]): string {
  return join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, ...parts);
}

export async function services(): Promise<Services> {
  const extension = vscode.extensions.getExtension<InfluenceApi>('influence-lens.influence-lens');
  assert.ok(extension);
  const { services: found } = await extension.activate();
  await found.datasets.ready;
  return found;
}

/** Waits until `check` gives something; its last error or `what` tells what did not come. */
export async function eventually<T>(
  what: string,
  check: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 20_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not within ${limitMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs a command and accepts what it asks, until a tab with this title is there. */
export async function opensByAccepting(command: string, config: string, title: string): Promise<void> {
  const asked = vscode.commands.executeCommand(command, { config });
  await eventually(
    title,
    async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label === title);
    },
    60_000,
  );
  await asked;
}

/** Writes files below the workspace and waits until their dataset is known. */
export async function makeDataset(folder: string, files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    const path = workspacePath(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const config = Object.keys(files).find((name) => name.endsWith('influence.json'));
  const path = workspacePath(folder, config ?? '');
  const { datasets } = await services();
  await datasets.refresh();
  assert.ok(config === undefined || datasets.get(path), `${path} is known`);
  return path;
}

export async function removeFolder(folder: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await rm(workspacePath(folder), { recursive: true, force: true });
  await (await services()).datasets.refresh();
}

/** Points of two overlapping classes, the same every time; `n` rows with the header first. */
export function twoClasses(n: number): string[] {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const rows = ['x,y,label'];
  for (let i = 0; i < n; i++) {
    const positive = i % 2 === 0;
    const at = positive ? 0.7 : -0.7;
    rows.push(
      `${(at + 2 * random() - 1).toFixed(4)},${(2 * random() - 1).toFixed(4)},${positive ? 'yes' : 'no'}`,
    );
  }
  return rows;
}

export function csv(rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}

export const CONFIG = `${JSON.stringify({ train: 'train.csv', test: 'test.csv', label: 'label' }, undefined, 2)}\n`;

/** Opens a file; a document that VS Code still holds of an older content is waited for, until it is known to be loaded anew. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
  const text = await readFile(path, 'utf8');
  await eventually(`${path} as it is on disk`, () => editor.document.getText() === text);
  await (await services()).documents.known(editor.document.uri);
  return editor;
}

/** The dataset's scores once they are there and fresh. */
export async function freshScores(config: string) {
  const { scores } = await services();
  return eventually(`scores of ${config}`, () => {
    const { status, scores: found, stale, error } = scores.state(config);
    if (status === 'failed') throw new Error(`${error?.message} ${error?.hint ?? ''}`);
    return status === 'ready' && !stale && found;
  });
}

export async function lenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100_000);
}
