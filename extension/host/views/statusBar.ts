/** The status bar: dataset, model, backend and what the engine is doing. */
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { currentDataset } from '../datasets/current';
import type { Services } from '../services';
import { describeStatus, type StatusText } from './statusText';

/** Milliseconds until a change of what runs is shown: what flashes by would only disquiet, and keep the window from other work. */
const NOTICEABLE = 300;

export function registerStatusBar(services: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('influence.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Influence';
  item.command = 'influence.showMenu';
  let shown: StatusText | undefined;
  let timer: NodeJS.Timeout | undefined;
  const update = () => {
    const dataset = currentDataset(services.datasets);
    if (!dataset) {
      shown = undefined;
      return item.hide();
    }
    const config = dataset.config.fsPath;
    const status = describeStatus({
      dataset,
      facts: services.facts.get(config),
      jobs: services.activity.jobs.filter((job) => job.config === config),
      trusted: vscode.workspace.isTrusted,
    });
    if (isDeepStrictEqual(status, shown)) return;
    shown = status;
    const { text, tooltip } = status;
    item.text = text;
    item.tooltip = new vscode.MarkdownString(tooltip, true);
    item.accessibilityInformation = { label: `Influence: ${text.replace(/\$\([^)]*\)\s*/g, '')}` };
    item.show();
  };
  const updateSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      update();
    }, NOTICEABLE);
  };
  update();
  return vscode.Disposable.from(
    item,
    services.datasets.onDidChange(update),
    services.facts.onDidChange(update),
    services.activity.onDidChange(updateSoon),
    { dispose: () => clearTimeout(timer) },
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
  );
}
