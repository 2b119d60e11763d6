/** In what order rows are looked at, given the ranking, the flags and the decisions so far. Pure. */
import type { MislabelsResult } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import { isSuspect } from '../../contract/review';
import type { PlacedDecision } from './types';

export interface Queue {
  decided: Map<number, PlacedDecision>;
  flagged: Set<number>;
  queue: Int32Array;
  suspects: number;
}

/** Finds the rows of a ranking by their content. */
export type RowFinder = (hash: string, row: number) => number | undefined;

/** Flags are given by the places of their rows. */
export function buildQueue(
  result: MislabelsResult,
  find: RowFinder,
  decisions: readonly PlacedDecision[],
  flags: readonly RecordPlace[],
): Queue {
  const decided = new Map<number, PlacedDecision>();
  for (const placed of decisions) {
    if (!placed.counts || !isOf(result, placed.file)) continue;
    const position = positionOf(find, placed);
    if (position !== undefined) decided.set(position, placed);
  }
  const flagged = new Set<number>();
  for (const { file, hash, row } of flags) {
    const position = isOf(result, file) ? find(hash, row) : undefined;
    if (position !== undefined) flagged.add(position);
  }
  const open = result.order.filter((position) => !decided.has(position));
  const skipped = result.order.filter((position) => decided.get(position)?.entry.decision === 'skipped');
  const queue = new Int32Array(open.length + skipped.length);
  queue.set(open);
  queue.set(skipped, open.length);
  return { decided, flagged, queue, suspects: open.filter((position) => isSuspect(result, position)).length };
}

/** Whether a record of this file is of the training data: the training file itself, or one in the training folder. */
function isOf({ file }: MislabelsResult, path: string): boolean {
  return path === file || (path.startsWith(file) && /[\\/]/.test(path[file.length]));
}

/** The row of a decision: a fixed one holds its new content once the file was saved and ranked again. */
function positionOf(find: RowFinder, { entry, place }: PlacedDecision): number | undefined {
  const row = place?.row ?? entry.row;
  const after = entry.hashAfter === undefined ? undefined : find(entry.hashAfter, row);
  return after ?? find(entry.hash, row);
}

/** Rows by content hash; of several alike the one with that record index, else the first. */
export function rowFinder({ hashes, training }: MislabelsResult): RowFinder {
  const byHash = new Map<string, number[]>();
  for (let position = 0; position < training.row.length; position++) {
    const hash = hashAt(hashes, position);
    const alike = byHash.get(hash);
    if (alike) alike.push(position);
    else byHash.set(hash, [position]);
  }
  return (hash, row) => {
    const alike = byHash.get(hash);
    return alike?.find((position) => training.row[position] === row) ?? alike?.[0];
  };
}

/** 16 hex digits from the two halves. */
export function hashAt(hashes: Uint32Array, position: number): string {
  const half = (at: number) => hashes[at].toString(16).padStart(8, '0');
  return half(2 * position) + half(2 * position + 1);
}

/** Where the row at a position stood when it was ranked; the engine finds it from there. */
export function placeIn({ file, training, hashes }: MislabelsResult, position: number): RecordPlace {
  const row = training.row[position];
  const line = training.line[position];
  return { file, row, line, start: 0, end: 0, hash: hashAt(hashes, position) };
}
