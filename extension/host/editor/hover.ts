/** Hover on the rows of data files: what is known of the row, and what can be done with it. */
import * as vscode from 'vscode';
import type { LineArgument } from '../commands/ids';
import { commandUri } from '../commands/link';
import { flaggedLines, type LinedFlag } from '../flags/lines';
import type { Services } from '../services';
import { readSetting } from '../settings';
import { trainingContext } from './context';
import { explanation, rowInfo, rowOnLine } from './rowInfo';
import { DATA_FILES } from './selectors';

export function registerHover(services: Services): vscode.Disposable {
  return vscode.languages.registerHoverProvider(DATA_FILES, {
    provideHover: ({ uri }, { line }) => provide(services, uri, line),
  });
}

function provide(services: Services, file: vscode.Uri, line: number): vscode.Hover | undefined {
  if (!readSetting('enabled') || services.datasets.using(file).length === 0) return undefined;
  const flag = flaggedLines(services, file).get(line);
  const parts = [...scoreParts(services, file, line), ...flagParts(flag)];
  if (line === 0 && parts.length === 0) return undefined;
  const text = new vscode.MarkdownString(parts.join('\n\n'), true);
  text.isTrusted = { enabledCommands: ['influence.explainRow', 'influence.toggleFlag', 'influence.refit'] };
  const row: LineArgument = { uri: file.toString(), line };
  text.appendMarkdown(
    `${parts.length > 0 ? '\n\n' : ''}[$(graph-scatter) Explain](${commandUri('influence.explainRow', row)})` +
      ` \u00a0 [$(bookmark) ${flag ? 'Remove flag' : 'Flag as suspected mislabel'}](${commandUri('influence.toggleFlag', row)})`,
  );
  return new vscode.Hover(text);
}

function scoreParts(services: Services, file: vscode.Uri, line: number): string[] {
  const context = trainingContext(services, file);
  const { scores } = context?.state ?? {};
  if (!context || !scores) return [];
  const row = rowOnLine(scores, context.sinceBase, line);
  if (!row)
    return context.sinceBase.length > 0 ? ['This row was edited since the scores were computed.'] : [];
  if (row.set === 'test') return [`Row ${row.row} is held out for the test.`];
  const parts = explanation(rowInfo(scores, row.index));
  if (!context.stale) return parts;
  const refit = commandUri('influence.refit', { config: context.dataset.config.fsPath });
  return [...parts, `$(history) From before the last edits. [Save and refit](${refit})`];
}

function flagParts(lined: LinedFlag | undefined): string[] {
  if (!lined) return [];
  const { note } = lined.flag.entry;
  return [`$(bookmark) **Flagged as a suspected mislabel**${note === undefined ? '' : `: ${escape(note)}`}`];
}

function escape(text: string): string {
  return new vscode.MarkdownString().appendText(text).value;
}
