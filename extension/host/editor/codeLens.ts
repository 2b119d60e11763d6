/** CodeLens on the rows of training files: self-influence and rank, "Explain", "Flag". */
import * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import type { LineArgument } from '../commands/ids';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { trainingContext, type EditorContext } from './context';
import { rowLenses, type RowLens } from './lenses';
import { flaggedLines } from '../flags/lines';
import { DATA_FILES } from './selectors';

export function registerCodeLens(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const tell = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    services.scores.onDidChange(tell),
    services.flags.onDidChange(tell),
    services.datasets.onDidChange(tell),
    onSettingChange(['codeLens', 'enabled'], tell),
    vscode.workspace.onDidGrantWorkspaceTrust(tell),
    vscode.languages.registerCodeLensProvider(DATA_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => provide(services, document),
    }),
  );
}

function provide(services: Services, document: vscode.TextDocument): vscode.CodeLens[] {
  const setting = readSetting('codeLens');
  if (!readSetting('enabled') || setting === 'off') return [];
  const context = trainingContext(services, document.uri);
  if (!context) return [];
  services.scores.ensure(context.dataset);
  const lenses = headLenses(context);
  const { scores } = context.state;
  if (!scores) return lenses;
  const flagged = flaggedLines(services, document.uri);
  for (const lens of rowLenses(scores, context.sinceBase, setting, context.stale))
    lenses.push(...lensesOfRow(lens, document, flagged.has(lens.line)));
  return lenses;
}

function lensesOfRow(
  { line, text }: RowLens,
  { uri }: vscode.TextDocument,
  flagged: boolean,
): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const row: LineArgument = { uri: uri.toString(), line };
  return [
    new vscode.CodeLens(range, { title: text, command: '' }),
    new vscode.CodeLens(range, {
      ...commandLink('influence.explainRow', 'Explain', row),
      tooltip: 'Explain the prediction of this row',
    }),
    new vscode.CodeLens(range, {
      ...commandLink('influence.toggleFlag', flagged ? 'Remove Flag' : 'Flag', row),
      tooltip: flagged ? 'Not a suspected mislabel after all' : 'Mark this row as a suspected mislabel',
    }),
  ];
}

/** On the first line: what the engine is doing, why there is nothing, or that what is shown is old. */
function headLenses({ dataset, state, stale }: EditorContext): vscode.CodeLens[] {
  const range = new vscode.Range(0, 0, 0, 0);
  const argument = { config: dataset.config.fsPath };
  if (!vscode.workspace.isTrusted)
    return [
      new vscode.CodeLens(range, {
        title: 'No self-influence in Restricted Mode',
        command: 'workbench.trust.manage',
      }),
    ];
  switch (state.status) {
    case 'none':
      return [];
    case 'computing':
      return [
        new vscode.CodeLens(range, { title: '$(sync~spin)\u00a0Computing self-influence…', command: '' }),
      ];
    case 'stopped':
      return [
        new vscode.CodeLens(range, { title: 'Self-influence was stopped', command: '' }),
        new vscode.CodeLens(range, commandLink('influence.refit', 'Compute', argument)),
      ];
    case 'failed':
      return [
        new vscode.CodeLens(
          range,
          commandLink('influence.showError', '$(error)\u00a0No self-influence: see why', argument),
        ),
        new vscode.CodeLens(range, commandLink('influence.refit', 'Try Again', argument)),
      ];
    case 'ready':
      return stale
        ? [
            new vscode.CodeLens(range, {
              title: '$(history)\u00a0Scores are from before the last edits',
              command: '',
            }),
            new vscode.CodeLens(range, commandLink('influence.refit', 'Save and Refit', argument)),
          ]
        : [];
  }
}
