/** The flags of each dataset. */
import { dirname, relative } from 'node:path';
import type * as vscode from 'vscode';
import { flagsFileOf, FLAGS, type Flag } from '../../contract/flags';
import type { RecordPlace } from '../../contract/records';
import type { DatasetStore } from '../datasets/types';
import type { Engine } from '../engineTypes';
import { createSidecarStore } from '../sidecar/store';
import type { FlagStore } from './types';

export function createFlagStore(
  engine: Engine,
  datasets: DatasetStore,
  log: vscode.LogOutputChannel,
): FlagStore & vscode.Disposable {
  const sidecar = createSidecarStore<Flag>(
    {
      kind: FLAGS,
      fileOf: flagsFileOf,
      glob: '**/*influence-flags.jsonl',
      // Offsets are not kept: they would change in the flags file with every edit above the row.
      locate: (file, { row, line, hash }) =>
        engine.request('locate', { place: { file, row, line, start: 0, end: 0, hash } }),
    },
    datasets,
    log,
  );
  const find = (config: string, { file, row, hash }: RecordPlace) =>
    sidecar
      .of(config)
      .find((placed) => placed.file === file && placed.place?.row === row && placed.place.hash === hash);

  const store: FlagStore = {
    onDidChange: sidecar.onDidChange,
    of: sidecar.of,
    isFlagged: (config, place) => find(config, place) !== undefined,
    async add(config, place, details = {}) {
      if (find(config, place)) return;
      const { file, row, line, hash } = place;
      const path = relative(dirname(config), file).replaceAll('\\', '/');
      const entry: Flag = { file: path, row, line, hash, flag: 'mislabel', ...details };
      await sidecar.change(config, (all) => [...all, entry], [{ entry, file, place }]);
    },
    async remove(config, place) {
      const found = find(config, place);
      if (found) await store.removeFlag(config, found.entry);
    },
    async removeFlag(config, flag) {
      const identity = FLAGS.identity(flag);
      await sidecar.change(config, (all) => all.filter((other) => FLAGS.identity(other) !== identity));
    },
    async toggle(config, place, details) {
      const flagged = store.isFlagged(config, place);
      await (flagged ? store.remove(config, place) : store.add(config, place, details));
      return !flagged;
    },
  };
  return { ...store, dispose: () => sidecar.dispose() };
}
