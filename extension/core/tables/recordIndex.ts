/** Builds the index of records while a file is read. */
import type { Cursor } from './cursor';
import { hashRange } from './hash';
import { extended } from './arrays';
import type { RecordIndex } from './types';
import { originalPosition } from './window';

export interface IndexBuilder {
  count: number;
  start: Float64Array;
  end: Float64Array;
  line: Int32Array;
  hash: Uint32Array;
}

export function createIndex(capacity: number): IndexBuilder {
  return {
    count: 0,
    start: new Float64Array(capacity),
    end: new Float64Array(capacity),
    line: new Int32Array(capacity),
    hash: new Uint32Array(2 * capacity),
  };
}

export function growIndex(index: IndexBuilder, capacity: number): void {
  index.start = extended(index.start, new Float64Array(capacity));
  index.end = extended(index.end, new Float64Array(capacity));
  index.line = extended(index.line, new Int32Array(capacity));
  index.hash = extended(index.hash, new Uint32Array(2 * capacity));
}

/** Adds the cursor's record; the index has room for it. */
export function addRecord(index: IndexBuilder, cursor: Cursor): void {
  const { window, row } = cursor;
  const start = originalPosition(window, cursor.start);
  const end = originalPosition(window, cursor.fields.recordEnd);
  index.start[row] = window.base + start;
  index.end[row] = window.base + end;
  index.line[row] = cursor.line;
  hashRange(window.original, start, end, index.hash, 2 * row);
  index.count = row + 1;
}

export function finishIndex({ count, start, end, line, hash }: IndexBuilder): RecordIndex {
  return {
    count,
    start: start.slice(0, count),
    end: end.slice(0, count),
    line: line.slice(0, count),
    hash: hash.slice(0, 2 * count),
  };
}
