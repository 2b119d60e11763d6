/**
 * The review of one dataset as the editor's host keeps it, without an editor: the real ranking, decisions in memory, labels changed
 * in the file itself.
 */
import type { Decision } from '../../../extension/contract/decisions';
import type { MislabelsResult } from '../../../extension/contract/protocol';
import type { RecordPlace } from '../../../extension/contract/records';
import type { Engine } from '../../../extension/host/engineTypes';
import { compareRankings } from '../../../extension/host/review/compare';
import { buildQueue, rowFinder } from '../../../extension/host/review/queue';
import type {
  DecisionOutcome,
  DecisionRequest,
  PlacedDecision,
  Review,
  ReviewStore,
} from '../../../extension/host/review/types';

export function createTestReview(engine: Engine, config: string): ReviewStore {
  const dataset = { config };
  const listeners = new Set<(event: { config: string }) => void>();
  let decisions: PlacedDecision[] = [];
  let run: Pick<Review, 'status' | 'result' | 'stale' | 'changedOnDisk' | 'change'> = {
    status: 'none',
    stale: false,
    changedOnDisk: false,
  };
  const set = (change: Partial<typeof run>) => {
    run = { ...run, ...change };
    for (const listener of listeners) listener({ config });
  };

  const of = (): Review => {
    const { result } = run;
    const empty = { decided: new Map(), flagged: new Set<number>(), queue: new Int32Array(), suspects: 0 };
    return {
      ...run,
      decisions,
      ...(result ? buildQueue(result, rowFinder(result), decisions, []) : empty),
    };
  };
  const ranking = (): MislabelsResult => {
    if (!run.result) throw new Error('nothing was ranked');
    return run.result;
  };
  const placeOf = async (position: number): Promise<RecordPlace> => {
    const refs = [{ set: 'train' as const, row: ranking().training.row[position] }];
    return (await engine.request('cells', { dataset, refs }))[0]!.place;
  };
  /** Writes labels into the file and gives the rows as they are then. */
  const write = async (edits: { place: RecordPlace; to: string }[]) => {
    const { written } = await engine.request('rewriteLabels', { dataset, edits });
    set({ stale: true, changedOnDisk: true });
    return written;
  };

  /** Decisions wait for each other, as in the editor. */
  let last: Promise<unknown> = Promise.resolve();
  const decideInTurn = async (
    positions: readonly number[],
    request: DecisionRequest,
  ): Promise<DecisionOutcome> => {
    const { training, suggested, file } = ranking();
    const { decided } = of();
    const places = await Promise.all(positions.map(placeOf));
    const label = (position: number) => training.classes[training.label[position]];
    const others = decisions.filter((one) => !positions.some((position) => decided.get(position) === one));
    if (request.kind === 'reopen') {
      const fixed = positions.flatMap((position, i) => {
        const entry = decided.get(position)?.entry;
        return entry?.decision === 'fixed' ? [{ place: places[i], to: entry.from }] : [];
      });
      if (fixed.length > 0) await write(fixed);
      decisions = others;
    } else {
      const to = (position: number) =>
        request.kind === 'fix' ? (request.to ?? training.classes[suggested[position]]) : undefined;
      const written =
        request.kind === 'fix'
          ? await write(positions.map((position, i) => ({ place: places[i], to: to(position)! })))
          : [];
      const decision = ({ fix: 'fixed', keep: 'kept', skip: 'skipped' } as const)[request.kind];
      const made = positions.map((position, i): PlacedDecision => {
        const { row, line, hash } = places[i];
        const hashAfter = written.find(({ place }) => place.row === row)?.hashAfter;
        const entry: Decision = {
          file: 'train.csv',
          ...{ row, line, hash, decision, from: label(position), to: to(position), hashAfter },
          at: new Date(0).toISOString(),
        };
        return { entry, file, place: places[i], counts: true };
      });
      decisions = [...others, ...made];
    }
    set({});
    return { done: [...positions], refused: [] };
  };

  const store: Pick<ReviewStore, 'onDidChange' | 'of' | 'find' | 'decide'> = {
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    of,
    async find(_, choice = {}, work = {}) {
      const before = run.result;
      set({ status: 'running' });
      const { score = 'alo', balanced } = choice;
      const result = await engine.request('mislabels', { dataset, score, balanced }, work);
      const entries = decisions.map(({ entry }) => entry);
      const change = before && run.stale ? compareRankings(before, result, entries) : undefined;
      set({ status: 'ready', result, stale: false, changedOnDisk: false, change });
    },
    decide(_, positions, request) {
      const task = last.then(() => decideInTurn(positions, request));
      last = task.catch(() => undefined);
      return task;
    },
  };
  return store as ReviewStore;
}
