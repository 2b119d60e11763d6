/** Self-influence of the training rows of each dataset: computed once it is looked at, kept, marked stale, computed again. */
import * as vscode from 'vscode';
import { toErrorData } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { SelfInfluenceResult, TargetsResult } from '../../contract/protocol';
import type { FactStore } from '../datasets/facts';
import type { Dataset, DatasetStore } from '../datasets/types';
import type { Engine } from '../engineTypes';
import type { TrackedDocuments } from './documents';
import { ranksOf } from './lensChoice';
import { createRowMap } from './rowMap';
import type { Scores, ScoreState, ScoreStore } from './scoreTypes';

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
  const background = new Map<string, AbortController>();
  /** The newest run of each dataset: an older one that ends later changes nothing. */
  const runs = new Map<string, symbol>();
  const took = new Map<string, number>();
  /** How often files of a dataset were seen to change. */
  const changes = new Map<string, number>();
  /** The influence.json that the scores were computed with: the engine compares the data alone. */
  const configs = new Map<string, string | undefined>();
  const changed = new vscode.EventEmitter<Dataset>();

  const set = (dataset: Dataset, state: ScoreState) => {
    states.set(dataset.config.fsPath, state);
    changed.fire(dataset);
  };
  const stateOf = (dataset: Dataset) => states.get(dataset.config.fsPath) ?? NONE;

  const run = async (dataset: Dataset, work: Partial<Work>): Promise<void> => {
    const key = dataset.config.fsPath;
    const before = stateOf(dataset);
    const turn = Symbol(key);
    runs.set(key, turn);
    set(dataset, { ...before, status: 'computing', error: undefined });
    const start = performance.now();
    try {
      const scores = await load(dataset, work);
      if (runs.get(key) !== turn) return;
      took.set(key, performance.now() - start);
      set(dataset, { status: 'ready', scores, stale: false });
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (runs.get(key) === turn) {
        const { scores, stale } = stateOf(dataset);
        set(
          dataset,
          error.code === 'cancelled'
            ? { status: 'stopped', scores, stale }
            : { status: 'failed', scores, stale, error },
        );
      }
      throw thrown;
    }
  };

  const load = async (dataset: Dataset, work: Partial<Work>): Promise<Scores> => {
    const ref = datasets.ref(dataset);
    for (let attempt = 1; ; attempt++) {
      const generation = generationOf(dataset);
      const config = await readText(dataset);
      const result = await engine.request('selfInfluence', { dataset: ref }, work);
      const heldOut =
        dataset.test === undefined
          ? await engine.request('targets', { dataset: ref, set: 'test' }, work)
          : undefined;
      const { fingerprint } = result.head.dataset;
      const sameData = heldOut === undefined || heldOut.fingerprint === fingerprint;
      if ((sameData && generationOf(dataset) === generation) || attempt === ATTEMPTS) {
        if (dataset.train) documents.log(dataset.train)?.rebase();
        configs.set(ref.config, config);
        return prepare(result, heldOut);
      }
    }
  };
  const generationOf = ({ config, train }: Dataset) =>
    `${changes.get(config.fsPath) ?? 0} ${train ? documents.log(train)?.generation : 0}`;

  const stop = (dataset: Dataset) => background.get(dataset.config.fsPath)?.abort();
  const inBackground = (dataset: Dataset) => {
    const key = dataset.config.fsPath;
    if (background.has(key)) return;
    const abort = new AbortController();
    background.set(key, abort);
    run(dataset, { signal: abort.signal })
      .catch((thrown: unknown) => log.warn(`Scores of ${dataset.name}: ${toErrorData(thrown).message}`))
      .finally(() => {
        background.delete(key);
        // Forgotten while it ran: whoever shows the rows asks for them again.
        if (stateOf(dataset) === NONE) changed.fire(dataset);
      });
  };

  const dataChanged = async (dataset: Dataset): Promise<void> => {
    const { scores, status } = stateOf(dataset);
    if (status === 'failed') return set(dataset, { ...NONE, scores, stale: scores !== undefined });
    if (!scores) return;
    const { fingerprint } = scores.result.head.dataset;
    const [config, sameData] = await Promise.all([
      readText(dataset),
      engine.request('fresh', { dataset: datasets.ref(dataset), fingerprint }).catch(() => false),
    ]);
    const fresh = sameData && config === configs.get(dataset.config.fsPath);
    facts.set(dataset.config.fsPath, { stale: !fresh });
    const current = stateOf(dataset);
    if (current.scores !== scores) return;
    if (fresh && dataset.train) documents.log(dataset.train)?.rebase();
    set(dataset, { ...current, stale: !fresh });
    if (!fresh && (took.get(dataset.config.fsPath) ?? Infinity) < QUICK_MS) inBackground(dataset);
  };

  const check = (dataset: Dataset) => {
    dataChanged(dataset).catch((thrown: unknown) => log.warn(toErrorData(thrown).message));
  };

  const listeners = vscode.Disposable.from(
    changed,
    datasets.onDidChangeData((dataset) => {
      changes.set(dataset.config.fsPath, (changes.get(dataset.config.fsPath) ?? 0) + 1);
      check(dataset);
    }),
    documents.onDidSettle(({ uri }) => {
      for (const dataset of datasets.all) if (dataset.train?.fsPath === uri.fsPath) check(dataset);
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
    async compute(dataset, work = {}) {
      stop(dataset);
      await run(dataset, work);
    },
    stop,
    clear() {
      for (const abort of background.values()) abort.abort();
      runs.clear();
      states.clear();
      for (const dataset of datasets.all) changed.fire(dataset);
    },
    dispose: () => listeners.dispose(),
  };
}

/** The config as it is on disk; a missing one is the engine's to report. */
async function readText({ config }: Dataset): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(config).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}

function prepare(result: SelfInfluenceResult, heldOut: TargetsResult | undefined): Scores {
  const train = { set: 'train' as const, row: result.training.row, line: result.training.line };
  const sources = heldOut ? [train, { set: 'test' as const, row: heldOut.row, line: heldOut.line }] : [train];
  return { result, heldOut, ranks: ranksOf(result.order), rows: createRowMap(sources) };
}
