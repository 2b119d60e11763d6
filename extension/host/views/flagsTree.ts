/** The view of flagged rows, of all datasets. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { FLAGS } from '../../contract/flags';
import type { FlagArgument } from '../commands/ids';
import { commandLink } from '../commands/link';
import type { PlacedFlag } from '../flags/types';
import type { Services } from '../services';

/** Has `config` and `flag`, so that it is an argument of the commands in its menu. */
interface Element extends FlagArgument {
  placed: PlacedFlag;
}

export function registerFlagsTree(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Element>('influence.flags', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: toItem,
      getChildren: (element) => (element ? [] : elements(services)),
    },
  });
  const update = () => {
    const count = elements(services).length;
    view.description = count > 0 ? String(count) : undefined;
    changed.fire();
  };
  return vscode.Disposable.from(
    changed,
    view,
    services.flags.onDidChange(update),
    services.datasets.onDidChange(update),
  );
}

function elements({ datasets, flags }: Services): Element[] {
  return datasets.all.flatMap(({ config }) =>
    flags.of(config.fsPath).map((placed) => ({ config: config.fsPath, flag: placed.entry, placed })),
  );
}

function toItem({ config, flag, placed }: Element): vscode.TreeItem {
  const { place, lost, file } = placed;
  const item = new vscode.TreeItem(`${basename(file)}:${place?.line ?? flag.line}`);
  item.id = `${config}#${FLAGS.identity(flag)}`;
  const labels = [flag.label, flag.suggested].filter((label) => label !== undefined).join(' → ');
  item.description = lost === undefined ? labels : 'its row changed since';
  item.tooltip = lost ?? `Row ${place?.row ?? flag.row} of ${file}`;
  item.iconPath = new vscode.ThemeIcon(lost === undefined ? 'bookmark' : 'warning');
  item.command = commandLink('influence.openFlag', 'Open', { config, flag });
  item.contextValue = lost === undefined ? 'flag' : 'flag.lost';
  return item;
}
