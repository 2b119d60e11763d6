/** A narrow column of numbers before the rows on screen: self-influence without a lens. */
import * as vscode from 'vscode';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { trainingContext, type EditorContext } from './context';
import { columnText } from './columnText';
import { rowInfo, rowOnLine } from './rowInfo';
import type { Scores } from './scoreTypes';

/** Lines above and below the visible ones that are done too, so that scrolling shows no gap. */
const MARGIN_LINES = 60;
/** Milliseconds without an edit or a scroll before the column is drawn again. */
const DELAY = 60;

const MUTED = new vscode.ThemeColor('editorCodeLens.foreground');
const HIGH = new vscode.ThemeColor('influence.topRow');

export function registerRowColumn(services: Services): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    before: { margin: '0 1.5ch 0 0', color: MUTED },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const timers = new Map<vscode.TextEditor, NodeJS.Timeout>();
  const drawn = new WeakSet<vscode.TextEditor>();

  const draw = (editor: vscode.TextEditor) => {
    const context = contextOf(services, editor);
    const { scores } = context?.state ?? {};
    if (context && scores) {
      editor.setDecorations(type, decorations(editor, context, scores));
      drawn.add(editor);
    } else if (drawn.delete(editor)) editor.setDecorations(type, []);
  };
  const drawSoon = (editor: vscode.TextEditor) => {
    clearTimeout(timers.get(editor));
    timers.set(
      editor,
      setTimeout(() => {
        timers.delete(editor);
        draw(editor);
      }, DELAY),
    );
  };
  const drawAll = () => vscode.window.visibleTextEditors.forEach(drawSoon);
  drawAll();

  return vscode.Disposable.from(
    type,
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => drawSoon(textEditor)),
    services.documents.onDidChange((document) => {
      for (const editor of vscode.window.visibleTextEditors)
        if (editor.document === document) drawSoon(editor);
    }),
    services.scores.onDidChange(drawAll),
    services.datasets.onDidChange(drawAll),
    vscode.workspace.onDidGrantWorkspaceTrust(drawAll),
    onSettingChange(['rowDecorations', 'enabled'], drawAll),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
}

function contextOf(services: Services, editor: vscode.TextEditor): EditorContext | undefined {
  if (!readSetting('enabled') || !readSetting('rowDecorations')) return undefined;
  const context = trainingContext(services, editor.document.uri);
  if (context) services.scores.ensure(context.dataset);
  return context;
}

function decorations(
  { document, visibleRanges }: vscode.TextEditor,
  context: EditorContext,
  scores: Scores,
): vscode.DecorationOptions[] {
  const shown: vscode.DecorationOptions[] = [];
  let next = 0;
  for (const { start, end } of visibleRanges) {
    const last = Math.min(document.lineCount - 1, end.line + MARGIN_LINES);
    for (let line = Math.max(next, start.line - MARGIN_LINES); line <= last; line++) {
      shown.push(decorationOf(line, context, scores));
      next = line + 1;
    }
  }
  return shown;
}

/** Every line gets the width of the column, so that the text of all rows starts at the same place. */
function decorationOf(
  line: number,
  { sinceBase, stale }: EditorContext,
  scores: Scores,
): vscode.DecorationOptions {
  const row = rowOnLine(scores, sinceBase, line);
  const info = row?.set === 'train' && row.starts ? rowInfo(scores, row.index) : undefined;
  const largest = scores.result.selfInfluence[scores.result.order[0]] ?? 0;
  const high = info !== undefined && info.rank <= Math.max(1, info.of / 100);
  return {
    range: new vscode.Range(line, 0, line, 0),
    renderOptions: {
      before: {
        contentText: columnText(info && { value: info.selfInfluence, largest, stale }),
        color: high ? HIGH : MUTED,
        fontStyle: stale ? 'italic' : 'normal',
        fontWeight: high ? 'bold' : 'normal',
      },
    },
  };
}
