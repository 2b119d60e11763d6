/** The flags of each dataset: read from their files, followed when those change outside, written at once and whole. */
import { readFile, rm } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import { LensError, toErrorData } from '../../contract/errors';
import { flagsFileOf, FLAGS, type Flag } from '../../contract/flags';
import type { RecordPlace } from '../../contract/records';
import { formatSidecar, parseSidecar, sortEntries } from '../../contract/sidecar';
import type { DatasetStore } from '../datasets/types';
import type { Engine } from '../engineTypes';
import { writeAtomically } from './atomicWrite';
import { placeFlags } from './placing';
import type { FlagStore, PlacedFlag } from './types';

const FLAG_FILES = '**/*influence-flags.jsonl';

export function createFlagStore(
  engine: Engine,
  datasets: DatasetStore,
  log: vscode.LogOutputChannel,
): FlagStore & vscode.Disposable {
  const flags = new Map<string, readonly PlacedFlag[]>();
  /** Changes of one file wait for each other. */
  const queues = new Map<string, Promise<unknown>>();
  const changed = new vscode.EventEmitter<{ config: string }>();

  const inTurn = <T>(config: string, task: () => Promise<T>): Promise<T> => {
    const result = (queues.get(config) ?? Promise.resolve()).then(task);
    queues.set(
      config,
      result.catch(() => undefined),
    );
    return result;
  };
  const show = (config: string, placed: readonly PlacedFlag[]) => {
    flags.set(config, placed);
    changed.fire({ config });
  };

  /** Shows what the file holds, looking up only flags whose place is not known yet. */
  const take = async (config: string, read: readonly Flag[], known: readonly PlacedFlag[]) => {
    const places = new Map(known.map((placed) => [FLAGS.identity(placed.flag), placed]));
    const unplaced = read.map((flag): PlacedFlag => ({
      ...places.get(FLAGS.identity(flag)),
      flag,
      file: resolve(dirname(config), flag.file),
    }));
    if (!flags.has(config)) show(config, unplaced);
    show(config, await placeFlags(engine, unplaced));
  };
  const reload = async (config: string, forget: boolean) => {
    try {
      const known = forget ? [] : (flags.get(config) ?? []);
      const read = await readFlags(config);
      if (read.length > 0 || flags.has(config)) await take(config, sortEntries(FLAGS, read), known);
    } catch (thrown) {
      log.warn(`Flags of ${config}: ${toErrorData(thrown).message}`);
    }
  };
  const change = (
    config: string,
    edit: (flags: readonly Flag[]) => readonly Flag[],
    known: PlacedFlag[] = [],
  ) =>
    inTurn(config, async () => {
      const file = flagsFileOf(config);
      const read = await readFlags(config);
      const next = edit(read);
      const text = formatSidecar(FLAGS, next);
      if (text === '') await rm(file, { force: true });
      else if (text !== formatSidecar(FLAGS, read)) await writeAtomically(file, text);
      await take(config, sortEntries(FLAGS, next), [...(flags.get(config) ?? []), ...known]);
    });
  const find = (config: string, { file, row, hash }: RecordPlace) =>
    (flags.get(config) ?? []).find(
      (placed) =>
        placed.file === file &&
        placed.place !== undefined &&
        placed.place.row === row &&
        placed.place.hash === hash,
    );

  const store: FlagStore = {
    onDidChange: changed.event,
    of: (config) => flags.get(config) ?? [],
    isFlagged: (config, place) => find(config, place) !== undefined,
    async add(config, place, details = {}) {
      if (find(config, place)) return;
      const { file, row, line, hash } = place;
      const path = relative(dirname(config), file).replaceAll('\\', '/');
      const flag: Flag = { file: path, row, line, hash, flag: 'mislabel', ...details };
      await change(config, (all) => [...all, flag], [{ flag, file, place }]);
    },
    async remove(config, place) {
      const found = find(config, place);
      if (found) await store.removeFlag(config, found.flag);
    },
    async removeFlag(config, flag) {
      const identity = FLAGS.identity(flag);
      await change(config, (all) => all.filter((other) => FLAGS.identity(other) !== identity));
    },
    async toggle(config, place, details) {
      const flagged = store.isFlagged(config, place);
      await (flagged ? store.remove(config, place) : store.add(config, place, details));
      return !flagged;
    },
  };

  const reloadAll = (forget: boolean) => {
    for (const { config } of datasets.all) void inTurn(config.fsPath, () => reload(config.fsPath, forget));
  };
  const reloadFile = (uri: vscode.Uri) => {
    const dataset = datasets.all.find(({ config }) => flagsFileOf(config.fsPath) === uri.fsPath);
    if (dataset) void inTurn(dataset.config.fsPath, () => reload(dataset.config.fsPath, false));
  };
  const watcher = vscode.workspace.createFileSystemWatcher(FLAG_FILES);
  const listeners = vscode.Disposable.from(
    changed,
    watcher,
    watcher.onDidChange(reloadFile),
    watcher.onDidCreate(reloadFile),
    watcher.onDidDelete(reloadFile),
    datasets.onDidChange(() => reloadAll(false)),
    datasets.onDidChangeData(({ config }) => {
      if (flags.get(config.fsPath)?.length) void inTurn(config.fsPath, () => reload(config.fsPath, true));
    }),
  );
  return { ...store, dispose: () => listeners.dispose() };
}

async function readFlags(config: string): Promise<Flag[]> {
  const file = flagsFileOf(config);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new LensError('io', `${file} could not be read.`, { location: { file }, cause });
  }
  return parseSidecar(FLAGS, text, file);
}
