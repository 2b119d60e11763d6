/** The view of explanations that were asked for lately. */
import * as vscode from 'vscode';
import type { RecordSet } from '../../contract/records';
import { commandLink } from '../commands/link';
import type { RecentExplanation } from '../recent';
import type { Services } from '../services';

const ICONS: Record<RecordSet, string> = { train: 'table', test: 'beaker', input: 'file' };

export function registerExplanationsTree(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const tell = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    services.recent.onDidChange(tell),
    services.datasets.onDidChange(tell),
    vscode.window.registerTreeDataProvider<number>('influence.explanations', {
      onDidChangeTreeData: changed.event,
      getTreeItem: (index) => toItem(services, services.recent.all[index], index),
      getChildren: (index) => (index === undefined ? [...services.recent.all.keys()] : []),
    }),
  );
}

function toItem(
  { datasets }: Services,
  { dataset, target, choice, title }: RecentExplanation,
  index: number,
): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  const name = datasets.get(dataset.config)?.name ?? dataset.config;
  const respect =
    choice.by === 'class' ? `as ${choice.name}` : choice.by === 'prediction' ? 'as predicted' : '';
  item.description = [datasets.all.length > 1 ? name : '', respect].filter(Boolean).join(', ');
  item.tooltip = `${name}: ${title}`;
  item.iconPath = new vscode.ThemeIcon(ICONS[target.set]);
  item.command = commandLink('influence.explainRecent', 'Explain', { index });
  item.contextValue = 'explanation';
  return item;
}
