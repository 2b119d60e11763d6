/** Flagged rows in the editor: an icon in the gutter and a mark in the overview ruler. */
import * as vscode from 'vscode';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { flaggedLines } from './lines';

export function registerFlagMarks(services: Services): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.joinPath(services.context.extensionUri, 'media', 'flag-gutter.svg'),
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor('influence.flaggedRow'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('influence.flaggedRowBackground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const draw = (editor: vscode.TextEditor) => {
    const lines = readSetting('enabled') ? [...flaggedLines(services, editor.document.uri).keys()] : [];
    editor.setDecorations(
      type,
      lines.map((line) => new vscode.Range(line, 0, line, 0)),
    );
  };
  const drawAll = () => vscode.window.visibleTextEditors.forEach(draw);
  drawAll();
  // While a document is edited the editor itself moves the marks.
  return vscode.Disposable.from(
    type,
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    services.flags.onDidChange(drawAll),
    services.datasets.onDidChange(drawAll),
    onSettingChange(['enabled'], drawAll),
  );
}
