/** What can be done with the suspect on a line, as quick fixes. */
import * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import type { LineArgument } from '../commands/ids';
import { DATA_FILES } from '../editor/selectors';
import type { Services } from '../services';
import { readSetting } from '../settings';
import { nameOf } from './items';
import { SUSPECT_CODE } from './problems';
import { suspectRow } from './words';

export function registerSuspectFixes(services: Services): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    DATA_FILES,
    { provideCodeActions: (document, range) => quickFixes(services, document, range) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** Anywhere on the first line of the row. The first one is preferred. */
function quickFixes(
  services: Services,
  { uri }: vscode.TextDocument,
  { start: { line } }: vscode.Range,
): vscode.CodeAction[] {
  const suspect = readSetting('enabled') ? services.suspectPlaces.lines(uri).get(line) : undefined;
  const review = suspect && services.review.of(suspect.config);
  if (!suspect || !review?.result) return [];
  const { config, position } = suspect;
  void services.evidence.get(config, position).catch(() => undefined);
  const name = nameOf(config, review, position);
  const { suggested } = suspectRow(review.result, position);
  const row: LineArgument = { uri: uri.toString(), line };
  const commands = [
    commandLink('influence.changeLabel', `Change the label to "${suggested}"`, name, suggested),
    commandLink('influence.chooseLabel', 'Change the label to another…', name),
    commandLink('influence.keepLabel', 'Keep the label: it is right', name),
    commandLink('influence.skipSuspect', 'Skip: decide later', name),
  ];
  if (!review.flagged.has(position)) {
    commands.push(
      commandLink('influence.explainRow', 'Explain the prediction of this row', row),
      commandLink('influence.toggleFlag', 'Flag the row as a suspected mislabel', row),
    );
  }
  const diagnostics = vscode.languages
    .getDiagnostics(uri)
    .filter(({ code, range }) => code === SUSPECT_CODE && range.start.line === line);
  return commands.map((command, i) => {
    const fix = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
    fix.command = command;
    fix.diagnostics = diagnostics;
    fix.isPreferred = i === 0;
    return fix;
  });
}
