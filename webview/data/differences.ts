/**
 * How a row's cells differ from the explained row's, in sizes that compare across kinds of columns: numbers and dates in
 * standard deviations of the training rows; another category counts 1, about what two numbers drawn at random differ by; text by the
 * share of words that are in only one of the two.
 */
import type { ColumnKind, RecordCells } from '../../extension/contract/records';
import { sharedWords, wordsOf } from './words';

export interface ColumnFacts {
  name: string;
  kind: ColumnKind;
  std: number | null;
}

export interface Difference {
  /** Index in the columns. */
  column: number;
  /** 0 for the same value. */
  size: number;
  /** Signed, own minus explained, in standard deviations; only for numbers that are both there. */
  deviations?: number;
}

/** Differences from one explained row, computed once a record. */
export interface Differ {
  of(record: RecordCells): readonly Difference[];
  /** Words of the explained row's cell. */
  words(column: number): ReadonlySet<string>;
}

export function createDiffer(columns: readonly ColumnFacts[], explained: readonly string[]): Differ {
  const known = new WeakMap<RecordCells, Difference[]>();
  const words = new Map<number, Set<string>>();
  return {
    of(record) {
      const found = known.get(record) ?? differences(columns, record.cells, explained);
      known.set(record, found);
      return found;
    },
    words(column) {
      const found = words.get(column) ?? wordsOf(explained[column] ?? '');
      words.set(column, found);
      return found;
    },
  };
}

/** A cell without a value differs from one with a value by this much. */
const MISSING = 1;

/** Columns that say something of a row's content, the most different first; equal ones in the order of the file. */
export function differences(
  columns: readonly ColumnFacts[],
  own: readonly string[],
  explained: readonly string[],
): Difference[] {
  const found: Difference[] = [];
  columns.forEach((facts, column) => {
    if (!isContent(facts.kind)) return;
    found.push({ column, ...difference(facts, own[column] ?? '', explained[column] ?? '') });
  });
  return found.sort((a, b) => b.size - a.size || a.column - b.column);
}

/** A label or an identifier is no property that two rows could be compared by. */
export function isContent(kind: ColumnKind): boolean {
  return kind !== 'label' && kind !== 'identifier' && kind !== 'image';
}

/** As the engine reads a cell: whether it stands for a value that is not there. */
export function isMissing(cell: string): boolean {
  return /^(|\?|NA|[Nn][Aa][Nn]|[Nn][Uu][Ll][Ll])$/.test(cell.trim());
}

function difference({ kind, std }: ColumnFacts, own: string, explained: string): Omit<Difference, 'column'> {
  const missing = Number(isMissing(own)) + Number(isMissing(explained));
  if (missing > 0) return { size: missing === 1 ? MISSING : 0 };
  if (own === explained) return { size: 0 };
  if (kind === 'numeric') return numberDifference(Number(own), Number(explained), std);
  if (kind === 'date') return numberDifference(Date.parse(own), Date.parse(explained), std);
  if (kind === 'text') return { size: 1 - sharedWords(own, explained).share };
  return { size: 1 };
}

function numberDifference(own: number, explained: number, std: number | null): Omit<Difference, 'column'> {
  if (own === explained) return { size: 0 };
  const deviations = (own - explained) / (std ?? 0);
  return Number.isFinite(deviations) ? { size: Math.abs(deviations), deviations } : { size: 1 };
}
