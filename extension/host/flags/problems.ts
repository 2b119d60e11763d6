/** Flagged rows in Problems, with quick fixes. */
import * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import type { LineArgument } from '../commands/ids';
import { DATA_FILES } from '../editor/selectors';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { flaggedLines } from './lines';
import { flagMessage } from './messages';
import type { PlacedFlag } from './types';

const CODE = 'flagged';

export function registerFlagProblems(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('influence-flags');
  const update = () => {
    collection.clear();
    if (readSetting('enabled')) collection.set(entries(services));
  };
  update();
  return vscode.Disposable.from(
    collection,
    services.flags.onDidChange(update),
    services.datasets.onDidChange(update),
    onSettingChange(['enabled', 'maxProblems'], update),
    vscode.languages.registerCodeActionsProvider(
      DATA_FILES,
      { provideCodeActions: (document, range) => quickFixes(services, document, range) },
      {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      },
    ),
  );
}

function entries({ datasets, flags }: Services): [vscode.Uri, vscode.Diagnostic[]][] {
  const files = new Map<string, vscode.Diagnostic[]>();
  let left = readSetting('maxProblems');
  for (const { config } of datasets.all)
    for (const placed of flags.of(config.fsPath)) {
      if (!placed.place || left-- <= 0) continue;
      files.set(placed.file, [
        ...(files.get(placed.file) ?? []),
        toDiagnostic(placed, placed.place.line - 1),
      ]);
    }
  return [...files].map(([file, diagnostics]) => [vscode.Uri.file(file), diagnostics]);
}

function toDiagnostic({ entry }: PlacedFlag, line: number): vscode.Diagnostic {
  // The whole row is marked already: the wave is kept to its first word.
  const start = new vscode.Position(line, 0);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, start),
    flagMessage(entry),
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Influence';
  diagnostic.code = CODE;
  return diagnostic;
}

/** Anywhere on the line of a flagged row. */
function quickFixes(
  services: Services,
  { uri }: vscode.TextDocument,
  { start: { line } }: vscode.Range,
): vscode.CodeAction[] {
  if (!readSetting('enabled') || !flaggedLines(services, uri).has(line)) return [];
  const row: LineArgument = { uri: uri.toString(), line };
  const diagnostics = vscode.languages
    .getDiagnostics(uri)
    .filter(({ code, range }) => code === CODE && range.start.line === line);
  return [
    action(commandLink('influence.toggleFlag', 'Remove the suspected-mislabel flag', row), diagnostics),
    action(commandLink('influence.explainRow', 'Explain the prediction of this row', row), diagnostics),
  ];
}

function action(command: vscode.Command, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const fix = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
  fix.command = command;
  fix.diagnostics = diagnostics;
  return fix;
}
