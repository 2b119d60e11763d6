/** CodeLens on suspects: what the label should rather be, and the two answers. */
import * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import { formatPercent } from '../editor/format';
import { TOP_ROWS } from '../editor/lensChoice';
import { DATA_FILES } from '../editor/selectors';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';
import { nameOf } from './items';
import { suspectRow } from './words';

export function registerSuspectLens(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const tell = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    services.suspectPlaces.onDidChange(tell),
    onSettingChange(['codeLens', 'enabled'], tell),
    vscode.languages.registerCodeLensProvider(DATA_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => provide(services, document.uri),
    }),
  );
}

function provide({ review, suspectPlaces }: Services, file: vscode.Uri): vscode.CodeLens[] {
  if (!readSetting('enabled') || readSetting('codeLens') === 'off') return [];
  return [...suspectPlaces.lines(file)].slice(0, TOP_ROWS).flatMap(([line, { config, position }]) => {
    const state = review.of(config);
    if (!state.result) return [];
    const { suggested, looProbability } = suspectRow(state.result, position);
    const name = nameOf(config, state, position);
    const text = `Suspect: ${suggested}? held-out ${formatPercent(looProbability)}`;
    const range = new vscode.Range(line, 0, line, 0);
    return [
      new vscode.CodeLens(range, {
        ...commandLink('influence.openSuspect', text, name),
        tooltip: 'Show it in the list of suspected mislabels',
      }),
      new vscode.CodeLens(range, {
        ...commandLink('influence.changeLabel', `Change to ${suggested}`, name, suggested),
        tooltip: 'Change the label of this row in the file',
      }),
      new vscode.CodeLens(range, {
        ...commandLink('influence.keepLabel', 'Keep', name),
        tooltip: 'The label is right: do not ask again',
      }),
    ];
  });
}
