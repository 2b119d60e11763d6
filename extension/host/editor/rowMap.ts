/** Which record stands on a line of a data file, by the lines on which records start. Lines here are 1-based. */
import type { RecordSet } from '../../contract/records';

/** The records of one set that a file holds; index i of the arrays is its i-th record. */
export interface RowSource {
  set: RecordSet;
  row: Int32Array;
  line: Int32Array;
}

export interface MappedRow {
  set: RecordSet;
  /** Record index in the file. */
  row: number;
  /** Place in the arrays of its source. */
  index: number;
  /** First line. */
  line: number;
  /** First line of the next record; undefined for the last. */
  nextLine: number | undefined;
}

export interface RowMap {
  /** Lines on which records start, ascending. */
  readonly lines: Int32Array;
  /** The record that covers a line; undefined above the first. */
  at(line: number): MappedRow | undefined;
}

/** A file can hold rows of two sets: the test rows of a fraction stand among the training rows. */
export function createRowMap(sources: readonly RowSource[]): RowMap {
  const total = sources.reduce((sum, source) => sum + source.line.length, 0);
  const entries = new Array<{ source: number; index: number }>(total);
  let next = 0;
  sources.forEach((source, s) => {
    for (let index = 0; index < source.line.length; index++) entries[next++] = { source: s, index };
  });
  entries.sort((a, b) => sources[a.source].line[a.index] - sources[b.source].line[b.index]);
  const lines = Int32Array.from(entries, ({ source, index }) => sources[source].line[index]);
  return {
    lines,
    at(line) {
      const i = lastAtOrBefore(lines, line);
      if (i < 0) return undefined;
      const { source, index } = entries[i];
      const { set, row } = sources[source];
      return {
        set,
        row: row[index],
        index,
        line: lines[i],
        nextLine: i + 1 < total ? lines[i + 1] : undefined,
      };
    },
  };
}

/** Index of the last value of an ascending array that is not above `value`, or −1. */
export function lastAtOrBefore(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
