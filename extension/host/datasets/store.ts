/** Finds the datasets of the workspace, follows their files, and remembers which one is active. */
import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { readSetting } from '../settings';
import { nameDatasets } from './names';
import { holdsFile, namesFolder, sampleFolders } from './sampleFolders';
import type { Dataset, DatasetStore } from './types';

const CONFIGS = '**/*influence.json';
const NOT_IN = '**/{node_modules,.git,.venv,site-packages}/**';
const ACTIVE = 'influence.activeDataset';
/** Milliseconds in which changes of several files count as one. */
const SETTLE = 100;

export function createDatasetStore(
  state: vscode.Memento,
  log: vscode.LogOutputChannel,
): DatasetStore & vscode.Disposable {
  let all: Dataset[] = [];
  let dataWatchers: vscode.Disposable[] = [];
  let pending: NodeJS.Timeout | undefined;
  let search: Promise<void> = Promise.resolve();
  const changed = new vscode.EventEmitter<void>();
  const dataChanged = new vscode.EventEmitter<Dataset>();
  const signalled = new Map<string, NodeJS.Timeout>();

  const activeDataset = () => {
    const saved = state.get<string>(ACTIVE);
    return all.find(({ config }) => config.toString() === saved) ?? all[0];
  };

  const find = async () => {
    const uris = await vscode.workspace.findFiles(CONFIGS, NOT_IN);
    const read = uris.filter((uri) => uri.scheme === 'file').map(readDataset);
    const found = (await Promise.all(read)).filter((dataset) => dataset !== undefined);
    found.sort((a, b) => (a.config.fsPath < b.config.fsPath ? -1 : 1));
    const names = nameDatasets(
      found.map(({ config, name }) => ({
        config: config.fsPath,
        name: name === '' ? undefined : name,
        root: vscode.workspace.getWorkspaceFolder(config)?.uri.fsPath,
      })),
    );
    all = found.map((dataset, i) => ({ ...dataset, name: names[i] }));
    watchData();
    const trainingFiles = all.flatMap(({ train }) => (train ? [train.fsPath] : []));
    await vscode.commands.executeCommand('setContext', 'influence.hasDatasets', all.length > 0);
    await vscode.commands.executeCommand('setContext', 'influence.trainingFiles', trainingFiles);
    await vscode.commands.executeCommand('setContext', 'influence.sampleFolders', await sampleFolders(all));
    log.debug(`Datasets: ${all.map(({ name }) => name).join(', ') || 'none'}`);
    changed.fire();
  };
  const findSoon = () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      search = search.then(find).catch((thrown: unknown) => log.error(String(thrown)));
    }, SETTLE);
  };
  const signal = (dataset: Dataset) => {
    const key = dataset.config.toString();
    clearTimeout(signalled.get(key));
    signalled.set(
      key,
      setTimeout(() => {
        signalled.delete(key);
        dataChanged.fire(dataset);
      }, SETTLE),
    );
  };

  const watchData = () => {
    for (const watcher of dataWatchers) watcher.dispose();
    const users = new Map<string, Dataset[]>();
    for (const dataset of all)
      for (const file of [dataset.train, dataset.test])
        if (file) users.set(file.fsPath, [...(users.get(file.fsPath) ?? []), dataset]);
    dataWatchers = [...users].map(([file, datasets]) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        namesFolder(file)
          ? new vscode.RelativePattern(vscode.Uri.file(file), '**')
          : new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file)),
      );
      const tell = () => datasets.forEach(signal);
      return vscode.Disposable.from(
        watcher,
        watcher.onDidChange(tell),
        watcher.onDidCreate(tell),
        watcher.onDidDelete(tell),
      );
    });
  };

  const configChanged = (uri: vscode.Uri) => {
    findSoon();
    const dataset = all.find(({ config }) => config.fsPath === uri.fsPath);
    if (dataset) signal(dataset);
  };
  const configs = vscode.workspace.createFileSystemWatcher(CONFIGS);
  const listeners = vscode.Disposable.from(
    configs,
    configs.onDidCreate(findSoon),
    configs.onDidDelete(findSoon),
    configs.onDidChange(configChanged),
    vscode.workspace.onDidChangeWorkspaceFolders(findSoon),
  );
  const ready = find().catch((thrown: unknown) => log.error(String(thrown)));

  return {
    get all() {
      return all;
    },
    get active() {
      return activeDataset();
    },
    onDidChange: changed.event,
    onDidChangeData: dataChanged.event,
    ready,
    get: (config) => all.find((dataset) => dataset.config.fsPath === config),
    async setActive(dataset) {
      await state.update(ACTIVE, dataset.config.toString());
      changed.fire();
    },
    using(file) {
      const users = all.filter(
        ({ train, test }) => holdsFile(train?.fsPath, file.fsPath) || holdsFile(test?.fsPath, file.fsPath),
      );
      const active = activeDataset();
      return users.sort((a, b) => Number(b === active) - Number(a === active));
    },
    ref: ({ config }) => ({ config: config.fsPath, backend: readSetting('backend') }),
    async refresh() {
      search = search.then(find);
      await search;
    },
    dispose() {
      clearTimeout(pending);
      for (const timer of signalled.values()) clearTimeout(timer);
      for (const disposable of [...dataWatchers, listeners, changed, dataChanged]) disposable.dispose();
    },
  };
}

/** Undefined when the file went away meanwhile. */
async function readDataset(config: vscode.Uri): Promise<Dataset | undefined> {
  const folder = dirname(config.fsPath);
  const bytes = await vscode.workspace.fs.readFile(config).then(
    (read) => read,
    () => undefined,
  );
  if (!bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  // Loaded with the first file of the kind: a workspace without one is to pay for no parser.
  const { readConfig } = await import('./readConfig');
  const { name, train, test, label, hasImageColumns, model, problem } = readConfig(text, config.fsPath);
  const absolute = (path: string | undefined) =>
    path === undefined ? undefined : vscode.Uri.file(resolve(folder, path));
  return {
    config,
    name: name ?? '',
    train: absolute(train),
    test: absolute(test),
    label,
    hasImageColumns,
    model,
    problem,
  };
}
