/** Self-influence of the training rows of each dataset: computed once it is looked at, kept, marked stale, computed again. */
import * as vscode from 'vscode';
import { toErrorData, type ErrorData } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { SelfInfluenceResult, TargetsResult } from '../../contract/protocol';
import type { FactStore } from '../datasets/facts';
import type { Dataset, DatasetStore } from '../datasets/types';
import type { Engine } from '../engineTypes';
import type { TrackedDocuments } from './documents';
import { ranksOf } from './lensChoice';
import { createRowMap, type RowMap } from './rowMap';

export interface Scores {
  readonly result: SelfInfluenceResult;
  /** One-based, by position. */
  readonly ranks: Int32Array;
  /** Rows of the training file; with those held out for the test when that is a fraction. */
  readonly rows: RowMap;
  /** The held-out rows of a fraction, which `rows` names by their index here. */
  readonly heldOut?: TargetsResult;
}

export interface ScoreState {
  readonly status: 'none' | 'computing' | 'ready' | 'failed';
  /** The last that were computed, also while newer ones are under way or failed. */
  readonly scores?: Scores;
  /** The files changed since `scores` were computed. */
  readonly stale: boolean;
  readonly error?: ErrorData;
}

export interface ScoreStore {
  readonly onDidChange: vscode.Event<Dataset>;
  state(config: string): ScoreState;
  /** Starts computing when there is nothing yet, in the background. */
  ensure(dataset: Dataset): void;
  /** Computes again and waits for it. Throws what the engine throws. */
  compute(dataset: Dataset, work?: Partial<Work>): Promise<void>;
  /** Forgets everything, after the cache was cleared or another backend chosen. */
  clear(): void;
}

const NONE: ScoreState = { status: 'none', stale: false };
/** A computation that took less than this is done again by itself when the files changed. */
const QUICK_MS = 2000;
/** Files may be saved while the engine reads them: then the answer is asked for again. */
const ATTEMPTS = 3;

export function createScoreStore(
  engine: Engine,
  datasets: DatasetStore,
  documents: TrackedDocuments,
  facts: FactStore,
  log: vscode.LogOutputChannel,
): ScoreStore & vscode.Disposable {
  const states = new Map<string, ScoreState>();
  const running = new Map<string, Promise<void>>();
  const took = new Map<string, number>();
  const changed = new vscode.EventEmitter<Dataset>();

  const set = (dataset: Dataset, state: ScoreState) => {
    states.set(dataset.config.fsPath, state);
    changed.fire(dataset);
  };
  const stateOf = (dataset: Dataset) => states.get(dataset.config.fsPath) ?? NONE;

  const run = async (dataset: Dataset, work: Partial<Work>): Promise<void> => {
    const before = stateOf(dataset);
    set(dataset, { ...before, status: 'computing', error: undefined });
    const start = performance.now();
    try {
      const scores = await load(dataset, work);
      took.set(dataset.config.fsPath, performance.now() - start);
      set(dataset, { status: 'ready', scores, stale: false });
    } catch (thrown) {
      const error = toErrorData(thrown);
      const status = error.code === 'cancelled' ? (before.scores ? 'ready' : 'none') : 'failed';
      set(dataset, { ...before, status, error: status === 'failed' ? error : undefined });
      throw thrown;
    }
  };

  const load = async (dataset: Dataset, work: Partial<Work>): Promise<Scores> => {
    const ref = datasets.ref(dataset);
    for (let attempt = 1; ; attempt++) {
      const generation = generationOf(dataset);
      const result = await engine.request('selfInfluence', { dataset: ref }, work);
      const heldOut =
        dataset.test === undefined
          ? await engine.request('targets', { dataset: ref, set: 'test' }, work)
          : undefined;
      const { fingerprint } = result.head.dataset;
      const sameData = heldOut === undefined || heldOut.fingerprint === fingerprint;
      if ((sameData && generationOf(dataset) === generation) || attempt === ATTEMPTS) {
        if (dataset.train) documents.log(dataset.train)?.rebase();
        return prepare(result, heldOut);
      }
    }
  };
  const generationOf = ({ train }: Dataset) => (train ? documents.log(train)?.generation : undefined);

  const compute = (dataset: Dataset, work: Partial<Work> = {}): Promise<void> => {
    const key = dataset.config.fsPath;
    const under = running.get(key);
    if (under) return under;
    const started = run(dataset, work).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
  const inBackground = (dataset: Dataset) => {
    compute(dataset).catch((thrown: unknown) =>
      log.warn(`Scores of ${dataset.name}: ${toErrorData(thrown).message}`),
    );
  };

  const dataChanged = async (dataset: Dataset): Promise<void> => {
    const { scores, status } = stateOf(dataset);
    if (status === 'failed') return set(dataset, { ...NONE, scores, stale: scores !== undefined });
    if (!scores) return;
    const { fingerprint } = scores.result.head.dataset;
    const fresh = await engine.request('fresh', { dataset: datasets.ref(dataset), fingerprint });
    facts.set(dataset.config.fsPath, { stale: !fresh });
    const current = stateOf(dataset);
    if (current.scores !== scores) return;
    if (fresh && dataset.train) documents.log(dataset.train)?.rebase();
    set(dataset, { ...current, stale: !fresh });
    if (!fresh && (took.get(dataset.config.fsPath) ?? Infinity) < QUICK_MS) inBackground(dataset);
  };

  const listeners = vscode.Disposable.from(
    changed,
    datasets.onDidChangeData((dataset) => {
      dataChanged(dataset).catch((thrown: unknown) => log.warn(toErrorData(thrown).message));
    }),
    // Where rows of stale scores stand is known only as long as every edit was followed.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      for (const dataset of datasets.all)
        if (dataset.train?.fsPath === uri.fsPath && stateOf(dataset).stale) set(dataset, NONE);
    }),
  );

  return {
    onDidChange: changed.event,
    state: (config) => states.get(config) ?? NONE,
    ensure(dataset) {
      if (vscode.workspace.isTrusted && stateOf(dataset).status === 'none') inBackground(dataset);
    },
    compute,
    clear() {
      states.clear();
      for (const dataset of datasets.all) changed.fire(dataset);
    },
    dispose: () => listeners.dispose(),
  };
}

function prepare(result: SelfInfluenceResult, heldOut: TargetsResult | undefined): Scores {
  const train = { set: 'train' as const, row: result.training.row, line: result.training.line };
  const sources = heldOut ? [train, { set: 'test' as const, row: heldOut.row, line: heldOut.line }] : [train];
  return { result, heldOut, ranks: ranksOf(result.order), rows: createRowMap(sources) };
}
