/** The number of suspects as a badge on the training file in the Explorer. */
import * as vscode from 'vscode';
import { plural } from '../editor/format';
import type { Services } from '../services';
import { onSettingChange, readSetting } from '../settings';

export function registerSuspectBadge(services: Services): vscode.Disposable {
  const { datasets, review } = services;
  const changed = new vscode.EventEmitter<vscode.Uri | vscode.Uri[] | undefined>();
  return vscode.Disposable.from(
    changed,
    review.onDidChange(({ config }) => changed.fire(datasets.get(config)?.train ?? [])),
    onSettingChange(['enabled'], () => changed.fire(undefined)),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => suspectBadge(services, uri),
    }),
  );
}

/** Undefined for files without suspects. */
export function suspectBadge(
  { datasets, review }: Pick<Services, 'datasets' | 'review'>,
  uri: vscode.Uri,
): vscode.FileDecoration | undefined {
  if (!readSetting('enabled')) return undefined;
  const counts = datasets
    .using(uri)
    .map(({ config }) => review.of(config.fsPath))
    .filter(({ result }) => result?.file === uri.fsPath)
    .map(({ suspects }) => suspects);
  const count = Math.max(0, ...counts);
  if (count === 0) return undefined;
  // A badge has room for two characters.
  const decoration = new vscode.FileDecoration(
    count > 99 ? '9+' : String(count),
    plural(count, 'suspected mislabel'),
    new vscode.ThemeColor('list.warningForeground'),
  );
  decoration.propagate = false;
  return decoration;
}
