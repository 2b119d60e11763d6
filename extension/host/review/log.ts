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
  const placed = new Map<string, readonly PlacedDecision[]>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  const turns = new Map<string, number>();

  const update = async (config: string): Promise<void> => {
    const turn = (turns.get(config) ?? 0) + 1;
    turns.set(config, turn);
    const entries = sidecar.of(config);
    const before = placed.get(config) ?? [];
    const counts = await standing.counts({ config }, entries);
    if (turns.get(config) !== turn) return;
    const next = entries.map((entry, i): PlacedDecision => ({ ...entry, counts: counts[i] }));
    const same =
      next.length === before.length &&
      next.every(({ entry, place, lost, counts: holds }, i) => {
        const was = before[i];
        return entry === was.entry && place === was.place && lost === was.lost && holds === was.counts;
      });
    if (same) return;
    placed.set(config, next);
    changed.fire({ config });
  };
  const updateSoon = (config: string) =>
    update(config).catch((thrown: unknown) =>
      log.warn(`Decisions of ${config}: ${toErrorData(thrown).message}`),
    );

  const ofFile = (uri: vscode.Uri) =>
    datasets.all.filter(
      ({ config, train }) => train?.fsPath === uri.fsPath && sidecar.of(config.fsPath).length > 0,
    );
  const documentChanged = ({ uri }: vscode.TextDocument) => {
    for (const { config } of ofFile(uri)) void updateSoon(config.fsPath);
  };
  /** The disk has another content now: what was looked up there is looked up again before anything is shown. */
  const settled = ({ uri }: vscode.TextDocument) => {
    for (const { config } of ofFile(uri)) {
      turns.set(config.fsPath, (turns.get(config.fsPath) ?? 0) + 1);
      void sidecar.relocate(config.fsPath);
    }
  };
  const listeners = vscode.Disposable.from(
    sidecar,
    changed,
    sidecar.onDidChange(({ config }) => void updateSoon(config)),
    documents.onDidChange(documentChanged),
    documents.onDidSettle(settled),
    vscode.workspace.onDidCloseTextDocument(documentChanged),
  );

  return {
    onDidChange: changed.event,
    of: (config) => placed.get(config) ?? [],
    check: (config) => sidecar.change(config, (all) => all),
    async change(config, add, remove) {
      const replaced = new Set([...add.map(({ entry }) => entry), ...remove].map(identity));
      const keep = (all: readonly Decision[]) => all.filter((entry) => !replaced.has(identity(entry)));
      await sidecar.change(config, (all) => [...keep(all), ...add.map(({ entry }) => entry)], add);
      await update(config);
    },
    dispose: () => listeners.dispose(),
  };
}
