/** Opens a data file at exactly one record. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { PANEL_TYPE } from '../../contract/panelType';
import type { RecordPlace } from '../../contract/records';
import { isImageFile } from '../datasets/sampleFolders';
import type { Engine } from '../engineTypes';
import type { TrackedDocuments } from './documents';
import { readRecord, SYNC_LIMIT } from './readRecord';
import { recordRange, wholeLines } from './recordRange';

export async function openRecord(
  engine: Engine,
  documents: TrackedDocuments,
  stored: RecordPlace,
  { preserveFocus = false }: { preserveFocus?: boolean } = {},
): Promise<void> {
  const place = await engine.request('locate', { place: stored });
  const uri = vscode.Uri.file(place.file);
  if (isImageFile(place.file)) {
    const shown = { preserveFocus, preview: true, viewColumn: columnOf(uri) };
    await vscode.commands.executeCommand('vscode.open', uri, shown);
    return;
  }
  if (place.end === 0 && place.start === 0 && isBinaryTable(place.file)) throw notShown(place);
  const { text, size } = await readRecord(place);
  const options = { preserveFocus, preview: true, viewColumn: columnOf(uri) };
  if (size > SYNC_LIMIT) {
    const selection = wholeLines(place.line - 1, text);
    await vscode.commands.executeCommand('vscode.open', uri, { ...options, selection });
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = await recordRange(document, documents, place, text);
  const editor = await vscode.window.showTextDocument(document, options);
  editor.selection = new vscode.Selection(selection.start, selection.end);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function isBinaryTable(file: string): boolean {
  return /\.(parquet|npy)$/i.test(file);
}

function notShown({ file, row }: RecordPlace): LensError {
  return new LensError(
    'usage',
    `Row ${row} of ${basename(file)} cannot be shown in an editor: it is no text file.`,
    {
      hint: 'The panel shows its cells.',
      location: { file },
    },
  );
}

/** Where the file is open already, else the first group; never over a panel, from which the reader comes. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const free = vscode.window.tabGroups.all.filter(({ activeTab }) => !isPanel(activeTab));
  const shown = free.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  return (shown ?? free[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}

function isPanel(tab: vscode.Tab | undefined): boolean {
  return tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(PANEL_TYPE);
}
