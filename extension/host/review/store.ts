/** The review of each dataset: ranks when it is asked to, follows the decisions, the flags and the files, and tells what is left. */
import * as vscode from 'vscode';
import { LensError, toErrorData, type ErrorData } from '../../contract/errors';
import type { MislabelsResult } from '../../contract/protocol';
import type { ReviewChange } from '../../contract/review';
import type { Dataset, DatasetStore } from '../datasets/types';
import type { TrackedDocuments } from '../editor/documents';
import type { Engine } from '../engineTypes';
import type { FlagStore } from '../flags/types';
import { compareRankings } from './compare';
import { decideRows } from './decide';
import { createDecisionLog } from './log';
import { buildQueue, rowFinder, type RowFinder } from './queue';
import { rowPlace } from './rowPlace';
import { applyPatch } from './patch';
import type { RankingChoice, Review, ReviewStatus, ReviewStore } from './types';

/** What is kept of a dataset; the rest of its review follows from it. */
interface Run {
  status: ReviewStatus;
  error?: ErrorData;
  result?: MislabelsResult;
  findRow?: RowFinder;
  /** The files on disk are not those that were ranked. */
  changedOnDisk: boolean;
  change?: ReviewChange;
  choice?: RankingChoice;
}

const NO_RUN: Run = { status: 'none', changedOnDisk: false };

export function createReviewStore(
  engine: Engine,
  datasets: DatasetStore,
  documents: TrackedDocuments,
  flags: FlagStore,
  output: vscode.LogOutputChannel,
): ReviewStore & vscode.Disposable {
  const log = createDecisionLog(engine, datasets, documents, output);
  const runs = new Map<string, Run>();
  const reviews = new Map<string, Review>();
  /** The newest run of each dataset: an older one that ends later changes nothing. */
  const turns = new Map<string, symbol>();
  const queues = new Map<string, Promise<unknown>>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  let current: string | undefined;

  const runOf = (config: string) => runs.get(config) ?? NO_RUN;
  const isEdited = ({ file }: MislabelsResult) =>
    (documents.log(vscode.Uri.file(file))?.sinceDisk.length ?? 0) > 0;

  const build = (config: string): Review => {
    const { status, error, result, findRow, changedOnDisk, change } = runOf(config);
    const decisions = log.of(config);
    const base = { status, error, result, decisions, change, changedOnDisk };
    if (!result || !findRow) {
      return {
        ...base,
        stale: false,
        decided: new Map(),
        flagged: new Set(),
        queue: new Int32Array(),
        suspects: 0,
      };
    }
    const places = flags.of(config).flatMap(({ place }) => (place ? [place] : []));
    const stale = changedOnDisk || isEdited(result);
    return { ...base, stale, ...buildQueue(result, findRow, decisions, places) };
  };
  const refresh = (config: string) => {
    reviews.delete(config);
    changed.fire({ config });
  };
  const set = (config: string, change: Partial<Run>) => {
    runs.set(config, { ...runOf(config), ...change });
    refresh(config);
  };
  const of = (config: string): Review => {
    const review = reviews.get(config) ?? build(config);
    reviews.set(config, review);
    return review;
  };

  const find: ReviewStore['find'] = async (dataset, choice = {}, work = {}) => {
    const config = dataset.config.fsPath;
    const turn = Symbol(config);
    turns.set(config, turn);
    current = config;
    set(config, { status: 'running', error: undefined });
    const before = runOf(config).result;
    try {
      const asked = { ...runOf(config).choice, ...choice };
      const { score = 'alo', balanced } = asked;
      const ref = datasets.ref(dataset);
      const result = await engine.request('mislabels', { dataset: ref, score, balanced }, work);
      if (turns.get(config) !== turn) return;
      set(config, {
        status: 'ready',
        choice: asked,
        result,
        findRow: rowFinder(result),
        changedOnDisk: false,
        change: changeSince(before, result, config),
      });
    } catch (thrown) {
      const error = toErrorData(thrown);
      const cancelled = error.code === 'cancelled';
      if (turns.get(config) === turn)
        set(config, cancelled ? { status: 'cancelled' } : { status: 'failed', error });
      throw thrown;
    }
  };
  const changeSince = (before: MislabelsResult | undefined, result: MislabelsResult, config: string) => {
    if (!before || before.score !== result.score || before.balanced !== result.balanced) return undefined;
    if (before.head.dataset.fingerprint === result.head.dataset.fingerprint) return runOf(config).change;
    return compareRankings(
      before,
      result,
      log.of(config).map(({ entry }) => entry),
    );
  };

  /** Edits of one dataset wait for each other. */
  const inTurn = <T>(config: string, task: () => Promise<T>): Promise<T> => {
    const result = (queues.get(config) ?? Promise.resolve()).then(task);
    queues.set(
      config,
      result.catch(() => undefined),
    );
    return result;
  };
  const requireResult = (config: string): Review & { result: MislabelsResult } => {
    const review = of(config);
    if (review.result) return { ...review, result: review.result };
    throw new LensError('usage', 'No suspected mislabels were looked for yet.', {
      hint: 'Run "Influence: Find Suspected Mislabels" first.',
    });
  };

  const requireDataset = (config: string): Dataset => {
    const dataset = datasets.get(config);
    if (dataset) return dataset;
    throw new LensError('usage', `${config} is no dataset of this workspace any more.`);
  };

  const checkDisk = async (dataset: Dataset): Promise<void> => {
    const config = dataset.config.fsPath;
    const { result } = runOf(config);
    if (!result) return;
    const { fingerprint } = result.head.dataset;
    const fresh = await engine
      .request('fresh', { dataset: datasets.ref(dataset), fingerprint })
      .catch(() => false);
    if (runOf(config).result === result && runOf(config).changedOnDisk === fresh)
      set(config, { changedOnDisk: !fresh });
  };
  const datasetsOf = ({ uri }: vscode.TextDocument) =>
    datasets.all.filter(({ train }) => train?.fsPath === uri.fsPath);
  /** Edits of the document matter here only when they begin and when they end. */
  const documentChanged = (document: vscode.TextDocument) => {
    for (const { config } of datasetsOf(document)) {
      const { result } = runOf(config.fsPath);
      const known = reviews.get(config.fsPath);
      const stale = result !== undefined && (runOf(config.fsPath).changedOnDisk || isEdited(result));
      if (known && known.stale !== stale) refresh(config.fsPath);
    }
  };
  const listeners = vscode.Disposable.from(
    log,
    changed,
    log.onDidChange(({ config }) => refresh(config)),
    flags.onDidChange(({ config }) => refresh(config)),
    datasets.onDidChangeData((dataset) => void checkDisk(dataset)),
    documents.onDidChange(documentChanged),
    documents.onDidSettle((document) => {
      documentChanged(document);
      for (const dataset of datasetsOf(document)) void checkDisk(dataset);
    }),
    vscode.workspace.onDidCloseTextDocument(documentChanged),
  );

  return {
    onDidChange: changed.event,
    get current() {
      return current === undefined ? undefined : datasets.get(current);
    },
    of,
    find,
    decide: (config, positions, request) =>
      inTurn(config, () => {
        const { result, decided } = requireResult(config);
        const dataset = datasets.ref(requireDataset(config));
        return decideRows({ engine, documents, log, dataset, result, decided }, positions, request);
      }),
    applyPatch: (config, patch) =>
      inTurn(config, () => {
        const dataset = requireDataset(config);
        return applyPatch({ engine, documents, log }, datasets.ref(dataset), dataset.train, patch);
      }),
    async place(config, position) {
      const { result, decided } = requireResult(config);
      const dataset = datasets.ref(requireDataset(config));
      return decided.get(position)?.place ?? rowPlace(engine, dataset, result, position);
    },
    clear() {
      turns.clear();
      runs.clear();
      reviews.clear();
      for (const { config } of datasets.all) changed.fire({ config: config.fsPath });
    },
    dispose: () => listeners.dispose(),
  };
}
