/** The status bar: dataset, model, backend and what the engine is doing. */
import * as vscode from 'vscode';
import { currentDataset } from '../datasets/current';
import type { Services } from '../services';
import { describeStatus } from './statusText';

export function registerStatusBar(services: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('influence.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Influence';
  item.command = 'influence.showMenu';
  const update = () => {
    const dataset = currentDataset(services.datasets);
    if (!dataset) return item.hide();
    const config = dataset.config.fsPath;
    const { text, tooltip } = describeStatus({
      dataset,
      facts: services.facts.get(config),
      jobs: services.activity.jobs.filter((job) => job.config === config),
      trusted: vscode.workspace.isTrusted,
    });
    item.text = text;
    item.tooltip = new vscode.MarkdownString(tooltip, true);
    item.accessibilityInformation = { label: `Influence: ${text.replace(/\$\([^)]*\)\s*/g, '')}` };
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    services.datasets.onDidChange(update),
    services.facts.onDidChange(update),
    services.activity.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
  );
}
