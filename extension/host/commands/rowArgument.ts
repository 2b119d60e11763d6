/** The row that a command means: by its argument, else the one under the cursor. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { isDataFile } from '../datasets/candidates';
import type { LineArgument } from './ids';

export interface FileLine {
  file: vscode.Uri;
  /** Zero-based. */
  line: number;
}

/** A menu of the editor gives the file alone. Throws a `usage` error when no data file is in the active editor. */
export function fileLine(argument: LineArgument | vscode.Uri | undefined): FileLine {
  if (argument && !(argument instanceof vscode.Uri)) {
    return { file: vscode.Uri.parse(argument.uri, true), line: argument.line };
  }
  const editor = vscode.window.activeTextEditor;
  const isMeant = editor && (!argument || editor.document.uri.toString() === argument.toString());
  if (isMeant && isDataFile(editor.document.uri.fsPath)) {
    return { file: editor.document.uri, line: editor.selection.active.line };
  }
  throw new LensError('usage', 'No row is selected.', {
    hint: 'Open a .csv, .tsv or .jsonl file and put the cursor on a row.',
  });
}
