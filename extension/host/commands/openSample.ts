import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { OPENED_SAMPLE, showExplainStep } from '../sampleOpened';
import type { Services } from '../services';

const NAME = 'spamassassin-sample';

/** Copies the bundled sample to where it can be edited, and opens it. */
export async function openSample({ context }: Services): Promise<void> {
  const own = 'own';
  const items = [
    { label: '$(play) Open the sample', description: 'a copy of its own, kept by the extension', where: own },
    { label: '$(folder-opened) Copy it to a folder…', description: 'of your choice', where: 'chosen' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'SpamAssassin Sample',
    placeHolder: 'Real mails, labelled spam or ham, with a model to explain',
  });
  if (!chosen) throw new LensError('cancelled', 'Cancelled.');
  const parent =
    chosen.where === own ? vscode.Uri.joinPath(context.globalStorageUri, 'sample') : await chooseFolder();
  const folder = join(parent.fsPath, NAME);
  const source = vscode.Uri.joinPath(context.extensionUri, 'media', 'sample').fsPath;
  await vscode.workspace.fs.createDirectory(parent);
  // What a user changed in an earlier copy stays.
  await cp(source, folder, { recursive: true, force: false });
  await context.globalState.update(OPENED_SAMPLE, folder);
  const hasFolder = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  // The editor brings back the step that an empty window had, and may do so after the window that follows has gone on.
  if (!hasFolder) await showExplainStep();
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), {
    forceNewWindow: hasFolder,
  });
}

async function chooseFolder(): Promise<vscode.Uri> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Copy the Sample To',
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: 'Copy Here',
  });
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  return chosen[0];
}
