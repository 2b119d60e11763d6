/**
 * What a file beside each dataset says of its rows: read, followed when it changes outside, written at once and whole. Flags and
 * decisions are kept this way.
 */
import { readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { LensError, toErrorData } from '../../contract/errors';
import type { RecordPlace } from '../../contract/records';
import {
  formatSidecar,
  parseSidecar,
  sortEntries,
  type RowEntry,
  type Sidecar,
} from '../../contract/sidecar';
import type { DatasetStore } from '../datasets/types';
import { writeAtomically } from './atomicWrite';

/** An entry with where its row stands on disk. */
export interface PlacedEntry<T> {
  readonly entry: T;
  /** Absolute path of the data file. */
  readonly file: string;
  /** Absent until it was looked up or when it cannot be found. */
  readonly place?: RecordPlace;
  /** Why it cannot be found: its row was edited or removed, or is one of several alike. */
  readonly lost?: string;
}

export interface SidecarStore<T> extends vscode.Disposable {
  /** `config` is the path of an influence.json whose entries changed. */
  readonly onDidChange: vscode.Event<{ config: string }>;
  of(config: string): readonly PlacedEntry<T>[];
  /** Rewrites the file by what it holds right now; places in `known` are not looked up. */
  change(
    config: string,
    edit: (entries: readonly T[]) => readonly T[],
    known?: readonly PlacedEntry<T>[],
  ): Promise<void>;
  /** Looks every row up again, after the data file changed. */
  relocate(config: string): Promise<void>;
}

export interface SidecarOptions<T extends RowEntry> {
  kind: Sidecar<T>;
  /** Path of the file of an influence.json, and the glob of all of them. */
  fileOf(config: string): string;
  glob: string;
  /** Finds the row on disk. Throws when it cannot. */
  locate(file: string, entry: T): Promise<RecordPlace>;
}

export function createSidecarStore<T extends RowEntry>(
  { kind, fileOf, glob, locate }: SidecarOptions<T>,
  datasets: DatasetStore,
  log: vscode.LogOutputChannel,
): SidecarStore<T> {
  const stores = new Map<string, readonly PlacedEntry<T>[]>();
  /** Changes of one file wait for each other. */
  const queues = new Map<string, Promise<unknown>>();
  const changed = new vscode.EventEmitter<{ config: string }>();

  const inTurn = <R>(config: string, task: () => Promise<R>): Promise<R> => {
    const result = (queues.get(config) ?? Promise.resolve()).then(task);
    queues.set(
      config,
      result.catch(() => undefined),
    );
    return result;
  };
  const show = (config: string, placed: readonly PlacedEntry<T>[]) => {
    stores.set(config, placed);
    changed.fire({ config });
  };
  const place = async (placed: PlacedEntry<T>): Promise<PlacedEntry<T>> => {
    if (placed.place) return placed;
    const { entry, file } = placed;
    try {
      return { entry, file, place: await locate(file, entry) };
    } catch (thrown) {
      return { entry, file, lost: toErrorData(thrown).message };
    }
  };

  /** Shows what the file holds, looking up only entries whose place is not known yet. */
  const take = async (config: string, read: readonly T[], known: readonly PlacedEntry<T>[]) => {
    // By all that they say: an entry with another content may stand elsewhere.
    const textOf = (entry: T) => formatSidecar(kind, [entry]);
    const places = new Map(known.map((placed) => [textOf(placed.entry), placed]));
    const unplaced = read.map(
      (entry): PlacedEntry<T> =>
        places.get(textOf(entry)) ?? { entry, file: resolve(dirname(config), entry.file) },
    );
    if (!stores.has(config)) show(config, unplaced);
    show(config, await Promise.all(unplaced.map(place)));
  };
  const reload = async (config: string, forget: boolean) => {
    try {
      const known = forget ? [] : (stores.get(config) ?? []);
      const read = await readEntries(kind, fileOf(config));
      if (read.length > 0 || stores.has(config)) await take(config, sortEntries(kind, read), known);
    } catch (thrown) {
      log.warn(`${fileOf(config)}: ${toErrorData(thrown).message}`);
    }
  };

  const reloadAll = () => {
    for (const { config } of datasets.all) void inTurn(config.fsPath, () => reload(config.fsPath, false));
  };
  const reloadFile = (uri: vscode.Uri) => {
    const dataset = datasets.all.find(({ config }) => fileOf(config.fsPath) === uri.fsPath);
    if (dataset) void inTurn(dataset.config.fsPath, () => reload(dataset.config.fsPath, false));
  };
  const watcher = vscode.workspace.createFileSystemWatcher(glob);
  const listeners = vscode.Disposable.from(
    changed,
    watcher,
    watcher.onDidChange(reloadFile),
    watcher.onDidCreate(reloadFile),
    watcher.onDidDelete(reloadFile),
    datasets.onDidChange(reloadAll),
    datasets.onDidChangeData(({ config }) => {
      if (stores.get(config.fsPath)?.length) void inTurn(config.fsPath, () => reload(config.fsPath, true));
    }),
  );

  return {
    onDidChange: changed.event,
    of: (config) => stores.get(config) ?? [],
    change: (config, edit, known = []) =>
      inTurn(config, async () => {
        const file = fileOf(config);
        const read = await readEntries(kind, file);
        const next = edit(read);
        const text = formatSidecar(kind, next);
        if (text === '') await rm(file, { force: true });
        else if (text !== formatSidecar(kind, read)) await writeAtomically(file, text);
        await take(config, sortEntries(kind, next), [...(stores.get(config) ?? []), ...known]);
      }),
    relocate: (config) => inTurn(config, () => reload(config, true)),
    dispose: () => listeners.dispose(),
  };
}

async function readEntries<T extends RowEntry>(kind: Sidecar<T>, file: string): Promise<T[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new LensError('io', `${file} could not be read.`, { location: { file }, cause });
  }
  return parseSidecar(kind, text, file);
}
