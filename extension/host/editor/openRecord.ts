/** Opens a data file at exactly one record. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { RecordPlace } from '../../contract/records';
import type { Engine } from '../engineTypes';
import type { TrackedDocuments } from './documents';
import { decodeRecord } from './decodeRecord';
import { findRecord } from './recordText';

/** Above this the editor gives a document to no extension. */
const SYNC_LIMIT = 50 * 1024 * 1024;
/** How long the editor may take to load a file that changed on disk. */
const RELOAD_MS = 5000;

export async function openRecord(
  engine: Engine,
  documents: TrackedDocuments,
  stored: RecordPlace,
  { preserveFocus = false }: { preserveFocus?: boolean } = {},
): Promise<void> {
  const place = await engine.request('locate', { place: stored });
  const uri = vscode.Uri.file(place.file);
  const { text, size } = await readRecord(place);
  const options = { preserveFocus, preview: true, viewColumn: columnOf(uri) };
  if (size > SYNC_LIMIT) {
    await vscode.commands.executeCommand('vscode.open', uri, { ...options, selection: linesOf(place, text) });
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = await rangeIn(document, documents, place, text);
  const editor = await vscode.window.showTextDocument(document, options);
  editor.selection = new vscode.Selection(selection.start, selection.end);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file is open already, else beside nothing in the way: the first group. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const shown = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  return shown?.viewColumn ?? vscode.ViewColumn.One;
}

async function readRecord({ file, start, end }: RecordPlace): Promise<{ text: string; size: number }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = new Uint8Array(Math.min(size, 3));
    await handle.read(head, 0, head.length, 0);
    const bytes = new Uint8Array(end - start);
    await handle.read(bytes, 0, bytes.length, start);
    return { text: decodeRecord(bytes, head), size };
  } finally {
    await handle.close();
  }
}

function linesOf({ line }: RecordPlace, text: string): vscode.Range {
  const lines = text.split('\n');
  return new vscode.Range(line - 1, 0, line - 1 + lines.length - 1, lines[lines.length - 1].length);
}

/** Finds the record by its text. A file that another program just changed is loaded anew by the editor: that is waited for. */
async function rangeIn(
  document: vscode.TextDocument,
  documents: TrackedDocuments,
  place: RecordPlace,
  text: string,
): Promise<vscode.Range> {
  const onDisk = linesOf(place, text);
  const end = Date.now() + RELOAD_MS;
  for (;;) {
    if (sameText(document.getText(onDisk), text)) return onDisk;
    const isOld = !document.isDirty && Date.now() < end;
    if (!isOld) break;
    await nextChange(document, end - Date.now());
  }
  const expected = documents.fromDisk(document.uri, place.line - 1) ?? place.line - 1;
  const found = findRecord(document.getText().replaceAll('\r\n', '\n'), text, expected);
  if (found.found) return new vscode.Range(found.line, 0, found.endLine, found.endCharacter);
  throw notFound(document, found.reason, expected + 1);
}

function sameText(shown: string, text: string): boolean {
  return shown.replaceAll('\r\n', '\n') === text;
}

function nextChange(document: vscode.TextDocument, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, limitMs);
    const listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) done();
    });
  });
}

function notFound(document: vscode.TextDocument, reason: 'changed' | 'ambiguous', line: number): LensError {
  const file = basename(document.uri.fsPath);
  return new LensError(
    'stale',
    reason === 'changed'
      ? `The row was changed or removed by edits in ${file} that are not saved.`
      : `${file} holds the row more than once, and edits that are not saved hide which one it is.`,
    {
      hint: 'Save the file, or undo the edits, and open the row again.',
      location: { file: document.uri.fsPath, line },
    },
  );
}
