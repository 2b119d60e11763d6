/** Where a record of a file stands in its document, edited or not. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { RecordPlace } from '../../contract/records';
import { decodeFile, withLf } from './decodeRecord';
import type { TrackedDocuments } from './documents';
import { hunkAround } from './lineHunks';
import { findRecord, type LinesBetween } from './recordText';

/** How long the editor may take to load a file that changed on disk. */
const RELOAD_MS = 5000;

/**
 * @param place where it stands on disk now
 * @param text its text there; with `unsaved` what edits that are not saved are known to have made of it, on as many lines
 * @returns its whole lines
 * @throws `stale` when edits changed or removed it, or hide which one of several alike it is
 */
export async function recordRange(
  document: vscode.TextDocument,
  documents: TrackedDocuments,
  place: RecordPlace,
  text: string,
  unsaved = false,
): Promise<vscode.Range> {
  const record = withLf(text);
  const line = place.line - 1;
  await documents.known(document.uri);
  const end = Date.now() + RELOAD_MS;
  while (!document.isDirty) {
    const range = wholeLines(line, record);
    if (withLf(document.getText(range)) === record && document.validateRange(range).isEqual(range))
      return range;
    // A file that another program just changed is loaded anew by the editor.
    if (Date.now() >= end) break;
    await nextChange(document, end - Date.now());
    await documents.known(document.uri);
  }
  const hunks = documents.log(document.uri)?.sinceDisk ?? [];
  let disk: readonly string[] = [];
  if (hunkAround(hunks, line, line + record.split('\n').length - 1))
    disk = await diskLines(document.uri.fsPath);
  const lines = documentLines(document);
  const found = findRecord(hunks, record, line, lines, (a, b) => disk.slice(a, b), unsaved);
  if (found.found) return wholeLines(found.line, record);
  throw notFound(document, found.reason, place.line);
}

/** The lines of a document; those beyond its end are left out. */
export function documentLines(document: vscode.TextDocument): LinesBetween {
  return (start, end) =>
    Array.from(
      { length: Math.max(0, Math.min(end, document.lineCount) - start) },
      (_, i) => document.lineAt(start + i).text,
    );
}

/** The range of a record that starts on a zero-based line. */
export function wholeLines(line: number, record: string): vscode.Range {
  const lines = withLf(record).split('\n');
  return new vscode.Range(line, 0, line + lines.length - 1, lines[lines.length - 1].length);
}

async function diskLines(file: string): Promise<readonly string[]> {
  return decodeFile(await readFile(file)).split('\n');
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
      ? document.isDirty
        ? `The row was changed or removed by edits in ${file} that are not saved.`
        : `The editor does not show the row of ${file} as it is on disk.`
      : `${file} holds the row more than once, and edits that are not saved hide which one it is.`,
    {
      hint: document.isDirty
        ? 'Save the file, or undo the edits, and try again.'
        : 'Reopen the file with its own encoding, and try again.',
      location: { file: document.uri.fsPath, line },
    },
  );
}
