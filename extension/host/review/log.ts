/** The decisions of each dataset: those of the file beside it, and which of them hold, given what the data files and their open documents say. */
import * as vscode from 'vscode';
import { DECISIONS_FILE, decisionsFileOf, type Decision } from '../../contract/decisions';
import { toErrorData } from '../../contract/errors';
import type { RecordPlace } from '../../contract/records';
import type { DatasetStore } from '../datasets/types';
import type { TrackedDocuments } from '../editor/documents';
import type { Engine } from '../engineTypes';
import { createSidecarStore, type PlacedEntry } from '../sidecar/store';
import { createStandingCheck } from './standing';
import type { PlacedDecision } from './types';
import { createWithdrawals } from './withdrawals';

export interface DecisionLog extends vscode.Disposable {
  readonly onDidChange: vscode.Event<{ config: string }>;
  of(config: string): readonly PlacedDecision[];
  /** Throws what makes the file unreadable, such as a merge conflict, before anything is done that it should tell of. */
  check(config: string): Promise<void>;
  /** Replaces and removes decisions; those of `add` have the places of their rows. */
  change(config: string, add: readonly PlacedEntry<Decision>[], remove: readonly Decision[]): Promise<void>;
}

export function createDecisionLog(
  engine: Engine,
  datasets: DatasetStore,
  documents: TrackedDocuments,
  log: vscode.LogOutputChannel,
): DecisionLog {
  const { identity } = DECISIONS_FILE;
  const locate = (file: string, { row, line, hash, hashAfter }: Decision): Promise<RecordPlace> => {
    const at = (content: string) =>
      engine.request('locate', { place: { file, row, line, start: 0, end: 0, hash: content } });
    return hashAfter === undefined ? at(hash) : at(hashAfter).catch(() => at(hash));
  };
  const sidecar = createSidecarStore(
    { kind: DECISIONS_FILE, fileOf: decisionsFileOf, glob: '**/*influence-decisions.jsonl', locate },
    datasets,
    log,
  );
  const standing = createStandingCheck(engine, documents);
  const withdrawals = createWithdrawals();
  const placed = new Map<string, readonly PlacedDecision[]>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  const turns = new Map<string, number>();
  /** Datasets whose rows are being looked up on a disk that has just changed: until then nothing is known of them. */
  const settling = new Map<string, number>();
  /** Datasets whose file the editor wrote since the last look. */
  const saved = new Set<string>();

  /** The last look at each dataset, under way or done; a disk that has just changed is looked at first. */
  const looks = new Map<string, Promise<void>>();
  const update = (config: string): Promise<void> => {
    const look = (settling.has(config) && looks.get(config)) || refresh(config);
    looks.set(config, look);
    return look;
  };
  /** Waits for the last look: one that another overtakes shows nothing. */
  const shown = async (config: string): Promise<void> => {
    for (let look = looks.get(config); look;) {
      await look;
      const next = looks.get(config);
      look = next === look ? undefined : next;
    }
  };
  const refresh = async (config: string): Promise<void> => {
    const turn = (turns.get(config) ?? 0) + 1;
    turns.set(config, turn);
    const listed = sidecar.of(config);
    const entries = [...listed, ...withdrawals.of(config)];
    const found = await standing.check({ config }, entries);
    if (turns.get(config) !== turn) return;
    show(
      config,
      listed.map((entry, i): PlacedDecision => ({ ...entry, counts: found[i].counts })),
    );
    const { withdrawn, restored } = withdrawals.follow(config, entries, found, saved.delete(config));
    if (withdrawn.length + restored.length > 0) await rewrite(config, restored, withdrawn);
  };
  const show = (config: string, next: readonly PlacedDecision[]) => {
    const before = placed.get(config) ?? [];
    const same =
      next.length === before.length &&
      next.every(({ entry, place, lost, counts }, i) => {
        const was = before[i];
        return entry === was.entry && place === was.place && lost === was.lost && counts === was.counts;
      });
    if (same) return;
    placed.set(config, next);
    changed.fire({ config });
  };
  const rewrite = (config: string, add: readonly PlacedEntry<Decision>[], remove: readonly Decision[]) => {
    const replaced = new Set([...add.map(({ entry }) => entry), ...remove].map(identity));
    const keep = (all: readonly Decision[]) => all.filter((entry) => !replaced.has(identity(entry)));
    return sidecar.change(config, (all) => [...keep(all), ...add.map(({ entry }) => entry)], add);
  };
  const updateSoon = (config: string) => {
    update(config).catch((thrown: unknown) =>
      log.warn(`Decisions of ${config}: ${toErrorData(thrown).message}`),
    );
  };

  const ofFile = (uri: vscode.Uri) =>
    datasets.all
      .filter(({ train }) => train?.fsPath === uri.fsPath)
      .map(({ config }) => config.fsPath)
      .filter((config) => sidecar.of(config).length + withdrawals.of(config).length > 0);
  const documentChanged = ({ uri }: vscode.TextDocument) => ofFile(uri).forEach(updateSoon);
  const relocate = async (config: string): Promise<void> => {
    await Promise.allSettled([sidecar.relocate(config), withdrawals.relocate(config, locate)]);
    const left = settling.get(config)! - 1;
    if (left > 0) settling.set(config, left);
    else settling.delete(config);
    updateSoon(config);
  };
  const settled = ({ uri }: vscode.TextDocument) => {
    for (const config of ofFile(uri)) {
      turns.set(config, (turns.get(config) ?? 0) + 1);
      settling.set(config, (settling.get(config) ?? 0) + 1);
      looks.set(config, relocate(config));
    }
  };
  const listeners = vscode.Disposable.from(
    sidecar,
    changed,
    sidecar.onDidChange(({ config }) => updateSoon(config)),
    documents.onDidChange(documentChanged),
    documents.onDidSettle(settled),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => ofFile(uri).forEach((config) => saved.add(config))),
    vscode.workspace.onDidCloseTextDocument(documentChanged),
  );

  return {
    onDidChange: changed.event,
    of: (config) => placed.get(config) ?? [],
    check: (config) => sidecar.change(config, (all) => all),
    async change(config, add, remove) {
      withdrawals.forget(config, [...add.map(({ entry }) => entry), ...remove]);
      await rewrite(config, add, remove);
      await update(config);
      await shown(config);
    },
    dispose: () => listeners.dispose(),
  };
}
