/** The view of datasets: each with what was found out about its model. */
import * as vscode from 'vscode';
import type { DatasetArgument } from '../commands/ids';
import type { Dataset } from '../datasets/types';
import type { Services } from '../services';
import { datasetFacts } from './datasetFacts';
import type { FactRow } from './factRow';

/** Has `config`, so that it is an argument of the commands in its menu. */
interface Element extends DatasetArgument {
  dataset: Dataset;
  fact?: FactRow;
}

export function registerDatasetsTree(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const tell = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    services.datasets.onDidChange(tell),
    services.facts.onDidChange(tell),
    vscode.window.registerTreeDataProvider<Element>('influence.datasets', {
      onDidChangeTreeData: changed.event,
      getTreeItem: ({ dataset, fact }) => (fact ? factItem(dataset, fact) : datasetItem(services, dataset)),
      getChildren: (element) => children(services, element),
    }),
  );
}

async function children(
  { datasets, facts, engine }: Services,
  element: Element | undefined,
): Promise<Element[]> {
  await datasets.ready;
  if (!element) return datasets.all.map((dataset) => ({ config: dataset.config.fsPath, dataset }));
  const { config, dataset, fact } = element;
  const layers = async () => (await engine.request('layers', { dataset: datasets.ref(dataset) })).layers;
  const rows = fact ? ((await fact.children?.()) ?? []) : datasetFacts(dataset, facts.get(config), layers);
  return rows.map((row) => ({ config, dataset, fact: row }));
}

function datasetItem({ datasets, facts }: Services, dataset: Dataset): vscode.TreeItem {
  const isActive = datasets.active === dataset;
  const known = facts.get(dataset.config.fsPath);
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(dataset.name, isActive ? Expanded : Collapsed);
  item.id = dataset.config.toString();
  const failed = dataset.problem ?? known?.error;
  item.iconPath = failed
    ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
    : new vscode.ThemeIcon('database');
  const several = datasets.all.length > 1;
  const notes = [several && isActive ? 'active' : undefined, known?.stale ? 'stale' : undefined];
  item.description = notes.filter(Boolean).join(', ');
  item.tooltip = failed
    ? [failed.message, failed.hint].filter(Boolean).join(' ')
    : vscode.workspace.asRelativePath(dataset.config);
  item.contextValue = isActive ? 'dataset.active' : 'dataset';
  return item;
}

function factItem({ config }: Dataset, fact: FactRow): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(fact.label, fact.children ? Collapsed : None);
  item.id = `${config.toString()}#${fact.id}`;
  item.description = fact.description;
  item.tooltip = fact.tooltip ?? `${fact.label}: ${fact.description}`;
  item.iconPath = new vscode.ThemeIcon(fact.icon);
  item.command = fact.command;
  item.contextValue = 'fact';
  return item;
}
