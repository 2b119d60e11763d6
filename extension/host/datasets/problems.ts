/** Errors about an influence.json or a data file, as entries of Problems at their line. */
import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { ErrorData } from '../../contract/errors';

export interface ProblemReporter {
  /** Shows the error at its place; what was shown for this dataset before goes. */
  set(config: string, error: ErrorData): Promise<void>;
  clear(config: string): void;
}

export function createProblemReporter(): ProblemReporter & vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('influence');
  const files = new Map<string, vscode.Uri>();
  const turns = new Map<string, number>();
  const clear = (config: string) => {
    turns.set(config, (turns.get(config) ?? 0) + 1);
    const shown = files.get(config);
    if (shown) collection.delete(shown);
    files.delete(config);
  };
  return {
    async set(config, error) {
      clear(config);
      const turn = turns.get(config);
      const { location } = error;
      if (!location || (error.code !== 'config' && error.code !== 'data')) return;
      const file = vscode.Uri.file(resolve(dirname(config), location.file));
      const range = await rangeOf(file, config, error);
      if (turns.get(config) !== turn) return;
      const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
      const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
      diagnostic.source = 'Influence';
      collection.set(file, [diagnostic]);
      files.set(config, file);
    },
    clear,
    dispose: () => collection.dispose(),
  };
}

async function rangeOf(file: vscode.Uri, config: string, { location }: ErrorData): Promise<vscode.Range> {
  const { configErrorRange } = await import('./readConfig');
  const text = file.fsPath === config ? await readText(file) : '';
  const { line, column, endLine, endColumn } = configErrorRange(location!, text);
  return new vscode.Range(line, column, endLine, endColumn);
}

async function readText(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    // A file that cannot be read has no places; its error stands on the first line.
    return '';
  }
}
