/** Follows the edits of open data files, so that lines of the last answer find their place in what is on screen. */
import * as vscode from 'vscode';
import { isDataFile } from '../datasets/candidates';
import { decodeFile, withLf } from './decodeRecord';
import { createEditLog, type EditLog } from './editLog';
import { followCurrent, hunksBetween, lineEdit, toOriginal } from './lineHunks';

/** How late the news usually is that a document is dirty, and how often it is waited for twice as long. */
const DIRTY_NEWS_MS = 100;
const LATER_NEWS = 4;

export interface TrackedDocuments {
  /** Undefined when the file is not open. Opening a file with unsaved edits is followed once its disk content was read. */
  log(file: vscode.Uri): EditLog | undefined;
  /** Zero-based line on disk of a line in the editor; undefined when that line was edited. */
  toDisk(file: vscode.Uri, line: number): number | undefined;
  /** The reverse; a line that was edited in place is followed. */
  fromDisk(file: vscode.Uri, line: number): number | undefined;
  /** Resolves once it is known whether the last change was an edit or a reload from disk. */
  known(file: vscode.Uri): Promise<void>;
  /** A file's lines were edited, saved or reloaded. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  /** A document that was edited equals the disk again: saved, undone, or loaded anew. */
  readonly onDidSettle: vscode.Event<vscode.TextDocument>;
  /** How often a whole document was read, for tests of how little typing costs. */
  readonly fullReads: number;
}

export function createTrackedDocuments(log: vscode.LogOutputChannel): TrackedDocuments & vscode.Disposable {
  const logs = new Map<string, EditLog>();
  const saving = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** Comparisons under way. */
  const comparing = new Map<string, number>();
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  const settled = new vscode.EventEmitter<vscode.TextDocument>();
  let fullReads = 0;

  const open = (document: vscode.TextDocument) => {
    if (!isTracked(document)) return;
    const key = document.uri.toString();
    logs.set(key, createEditLog());
    if (document.isDirty) void compareWithDisk(document, key);
  };
  const compareWithDisk = async (document: vscode.TextDocument, key: string) => {
    comparing.set(key, (comparing.get(key) ?? 0) + 1);
    try {
      const { version } = document;
      const disk = decodeFile(await vscode.workspace.fs.readFile(document.uri));
      if (document.isClosed || document.version !== version) return void (await compareAgain(document, key));
      fullReads++;
      const hunks = hunksBetween(disk.split('\n'), document.getText().split(/\r\n|\n|\r/));
      logs.set(key, createEditLog(hunks));
      changed.fire(document);
    } catch (thrown) {
      log.warn(`${document.uri.fsPath} could not be compared with the disk: ${String(thrown)}`);
    } finally {
      comparing.set(key, comparing.get(key)! - 1);
    }
  };
  const compareAgain = async (document: vscode.TextDocument, key: string) => {
    if (!document.isClosed && document.isDirty) await compareWithDisk(document, key);
  };

  const settle = (document: vscode.TextDocument, edits: EditLog) => {
    if (edits.sinceDisk.length === 0) return;
    edits.becameClean();
    changed.fire(document);
    settled.fire(document);
  };
  // The news that an edit made a document dirty can come after the edit itself.
  const settleUnlessDirty = (document: vscode.TextDocument, edits: EditLog, later = 0) => {
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => void look(document, edits, later), DIRTY_NEWS_MS * 2 ** later);
    timers.set(key, timer);
  };
  /** A reload leaves the document as the disk is; an edit whose news is late does not. */
  const look = async (document: vscode.TextDocument, edits: EditLog, later: number) => {
    const key = document.uri.toString();
    const timer = timers.get(key);
    const isOpen = () => !document.isDirty && !document.isClosed;
    const isEdit = isOpen() && later < LATER_NEWS && !(await equalsDisk(document));
    if (timers.get(key) !== timer) return;
    if (isEdit && isOpen()) return settleUnlessDirty(document, edits, later + 1);
    timers.delete(key);
    if (isOpen()) settle(document, edits);
  };
  const edit = ({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent) => {
    const key = document.uri.toString();
    const edits = logs.get(key);
    if (!edits) return;
    if (contentChanges.length === 0) {
      if (document.isDirty) {
        // The news came so late that the edit was taken for a reload.
        if (edits.sinceDisk.length === 0) void compareWithDisk(document, key);
      } else if (!saving.has(key)) settle(document, edits);
      return;
    }
    const single = contentChanges.length === 1;
    edits.edited(
      contentChanges.map((change) =>
        lineEdit(toTextEdit(change), single && insertsAtLineEnd(document, change)),
      ),
      reason !== undefined,
    );
    if (!document.isDirty) settleUnlessDirty(document, edits);
    changed.fire(document);
  };

  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      logs.delete(uri.toString());
      saving.delete(uri.toString());
    }),
    vscode.workspace.onDidChangeTextDocument(edit),
    vscode.workspace.onWillSaveTextDocument(({ document }) => saving.add(document.uri.toString())),
    vscode.workspace.onDidSaveTextDocument((document) => {
      saving.delete(document.uri.toString());
      logs.get(document.uri.toString())?.saved();
      if (!isTracked(document)) return;
      changed.fire(document);
      settled.fire(document);
    }),
    changed,
    settled,
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
  for (const document of vscode.workspace.textDocuments) open(document);

  return {
    log: (file) => logs.get(file.toString()),
    toDisk(file, line) {
      const edits = logs.get(file.toString());
      return edits ? toOriginal(edits.sinceDisk, line) : line;
    },
    fromDisk(file, line) {
      const edits = logs.get(file.toString());
      return edits ? followCurrent(edits.sinceDisk, line) : line;
    },
    async known(file) {
      const key = file.toString();
      while (timers.has(key) || (comparing.get(key) ?? 0) > 0)
        await new Promise((resolve) => setTimeout(resolve, DIRTY_NEWS_MS / 4));
    },
    onDidChange: changed.event,
    onDidSettle: settled.event,
    get fullReads() {
      return fullReads;
    },
    dispose: () => listeners.dispose(),
  };
}

async function equalsDisk(document: vscode.TextDocument): Promise<boolean> {
  try {
    const disk = decodeFile(await vscode.workspace.fs.readFile(document.uri));
    return disk === withLf(document.getText());
  } catch {
    // A file that is gone tells nothing.
    return true;
  }
}

function isTracked({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && isDataFile(uri.fsPath);
}

function toTextEdit({ range, text }: vscode.TextDocumentContentChangeEvent) {
  return { start: range.start, end: range.end, text };
}

/** Whether nothing of the line was left to move behind the inserted text; told from the document after the edit. */
function insertsAtLineEnd(
  document: vscode.TextDocument,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): boolean {
  if (!range.isEmpty) return false;
  const inserted = text.split(/\r\n|\n|\r/);
  const last = range.start.line + inserted.length - 1;
  if (inserted.length < 2 || last >= document.lineCount) return false;
  return document.lineAt(last).text.length === inserted[inserted.length - 1].length;
}
