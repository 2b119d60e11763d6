/** Training rows that hold the same cells, the label apart. */
import { sizeOf } from '../tables/shapes';
import type { TableColumn } from '../tables/types';

export interface Duplicates {
  /** Rows with the same cells share a number from 0, in the order of their first row; −1 for rows that stand alone. */
  group: Int32Array;
  /** 1 for the rows of a group that bears different labels. */
  conflicting: Uint8Array;
}

/**
 * Compares what was read of the feature columns: numbers by value, texts by content, missing cells as equal. Identifiers count for
 * nothing.
 * @param rows record indices of the training rows
 * @param labels their classes, in the same order
 */
export function findDuplicates(
  columns: readonly TableColumn[],
  label: string,
  rows: Int32Array,
  labels: Int32Array,
): Duplicates {
  const features = columns.filter(({ name, kind }) => name !== label && kind !== 'identifier').map(lazyWords);
  const group = new Int32Array(rows.length).fill(-1);
  const conflicting = new Uint8Array(rows.length);
  let groups = 0;
  for (const candidates of sameHash(features, rows)) {
    for (const members of sameCells(features, rows, candidates)) {
      const number = groups++;
      const differ = members.some((at) => labels[at] !== labels[members[0]]);
      for (const at of members) {
        group[at] = number;
        conflicting[at] = differ ? 1 : 0;
      }
    }
  }
  return { group, conflicting };
}

/** A column as 32-bit words that are equal for equal cells: `width` words a record. */
interface Words {
  words: Uint32Array | Int32Array;
  width: number;
}

/** Made when they are first read: where no rows are the same, a few columns tell. */
type LazyWords = () => Words;

function lazyWords(column: TableColumn): LazyWords {
  let made: Words | undefined;
  return () => (made ??= wordsOf(column));
}

function wordsOf(column: TableColumn): Words {
  if ('codes' in column) return { words: column.codes, width: 1 };
  if (!('values' in column)) return { words: new Int32Array(), width: 1 };
  // −0 is 0, and every NaN the one.
  const values = column.values.slice();
  for (let at = 0; at < values.length; at++) values[at] = Number.isNaN(values[at]) ? NaN : values[at] + 0;
  const numbers = 'shape' in column ? sizeOf(column.shape) : 1;
  return { words: new Uint32Array(values.buffer), width: (numbers * values.BYTES_PER_ELEMENT) / 4 };
}

/** Columns after which rows that are the only ones with their cells are left out. */
const FIRST = 8;

/** Positions of rows whose words have the same hash, where they are several; in the order of the first row. */
function sameHash(features: readonly LazyWords[], rows: Int32Array): number[][] {
  const hash = new Uint32Array(rows.length).fill(2166136261);
  let groups = [Array.from(rows.keys())];
  for (const some of [features.slice(0, FIRST), features.slice(FIRST)]) {
    const left = groups.flat().sort((a, b) => a - b);
    if (left.length === 0) return [];
    for (const column of some) {
      const { words, width } = column();
      for (const at of left) {
        for (let w = 0; w < width; w++) {
          const mixed = Math.imul(hash[at] ^ words[rows[at] * width + w], 0x85ebca6b);
          hash[at] = mixed ^ (mixed >>> 15);
        }
      }
    }
    groups = parted(left, hash);
  }
  return groups;
}

/** Positions with the same hash, where they are several; by the first of each. */
function parted(positions: readonly number[], hash: Uint32Array): number[][] {
  const byHash = new Map<number, number[]>();
  for (const at of positions) {
    const list = byHash.get(hash[at]);
    if (list) list.push(at);
    else byHash.set(hash[at], [at]);
  }
  return [...byHash.values()].filter((list) => list.length > 1);
}

/** Parts positions with the same hash into those that really hold the same cells, where they are several. */
function sameCells(
  features: readonly LazyWords[],
  rows: Int32Array,
  candidates: readonly number[],
): number[][] {
  const groups: number[][] = [];
  for (const at of candidates) {
    const group = groups.find(([first]) => equalCells(features, rows[first], rows[at]));
    if (group) group.push(at);
    else groups.push([at]);
  }
  return groups.filter((group) => group.length > 1);
}

function equalCells(features: readonly LazyWords[], a: number, b: number): boolean {
  return features.every((column) => {
    const { words, width } = column();
    for (let w = 0; w < width; w++) if (words[a * width + w] !== words[b * width + w]) return false;
    return true;
  });
}
