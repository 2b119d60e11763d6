/** Flagged rows in Problems, with quick fixes. */
import * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import type { LineArgument } from '../commands/ids';
import { DATA_FILES } from '../editor/selectors';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { flagMessage } from './messages';
import type { PlacedFlag } from './types';

const CODE = 'flagged';
/** Where a line ends when its length is not known. */
const LINE_END = 10_000;

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
      { provideCodeActions: quickFixes },
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

function toDiagnostic({ flag }: PlacedFlag, line: number): vscode.Diagnostic {
  const range = new vscode.Range(line, 0, line, LINE_END);
  const diagnostic = new vscode.Diagnostic(range, flagMessage(flag), vscode.DiagnosticSeverity.Information);
  diagnostic.source = 'Influence';
  diagnostic.code = CODE;
  return diagnostic;
}

function quickFixes(
  { uri }: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  return diagnostics
    .filter(({ source, code }) => source === 'Influence' && code === CODE)
    .flatMap((diagnostic) => {
      const row: LineArgument = { uri: uri.toString(), line: diagnostic.range.start.line };
      return [
        action(commandLink('influence.toggleFlag', 'Remove the suspected-mislabel flag', row), diagnostic),
        action(commandLink('influence.explainRow', 'Explain the prediction of this row', row), diagnostic),
      ];
    });
}

function action(command: vscode.Command, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const fix = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
  fix.command = command;
  fix.diagnostics = [diagnostic];
  return fix;
}
