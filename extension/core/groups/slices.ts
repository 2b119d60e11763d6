/** Every category and every range of numbers of a table's columns as a group of rows. */
import type { GroupCondition } from '../../contract/groups';
import type { TableColumn } from '../tables/types';

export interface Slice {
  where: GroupCondition;
  value: string;
  /** Whether a record of the table belongs to it. */
  holds(column: TableColumn, record: number): boolean;
}

/** Ranges that a column of numbers is cut into, of about equal numbers of rows. */
const BINS = 5;
/** Columns with more distinct values than this are cut; fewer stand for themselves. */
const DISTINCT = 10;

/** @param rows training records */
export function slicesOf(column: TableColumn, rows: Int32Array): Slice[] {
  if (column.kind === 'categorical' || column.kind === 'boolean') return categories(column, rows);
  if (column.kind === 'numeric') return ranges(column.name, column.values, rows);
  return [];
}

function categories(
  { name, codes, categories: names }: Extract<TableColumn, { codes: Int32Array; categories: string[] }>,
  rows: Int32Array,
): Slice[] {
  const counts = new Int32Array(names.length);
  for (const row of rows) if (codes[row] >= 0) counts[codes[row]]++;
  return names.flatMap((value, code) =>
    counts[code] === 0
      ? []
      : [
          {
            value,
            where: { column: name, value },
            holds: (other, record) => categoryOf(other, record) === value,
          },
        ],
  );
}

function categoryOf(column: TableColumn, record: number): string | undefined {
  return column.kind === 'categorical' || column.kind === 'boolean'
    ? column.categories[column.codes[record]]
    : undefined;
}

function ranges(name: string, values: Float64Array, rows: Int32Array): Slice[] {
  const known = Float64Array.from(rows, (row) => values[row])
    .filter((value) => !Number.isNaN(value))
    .sort();
  const distinct = [...new Set(known)];
  const cuts =
    distinct.length <= DISTINCT
      ? distinct.map((value): [number, number] => [value, value])
      : quantileRanges(known);
  return cuts.map(([from, to]) => ({
    value: from === to ? String(from) : `${from} to ${to}`,
    where: { column: name, from, to },
    holds: (other, record) => 'values' in other && other.values[record] >= from && other.values[record] <= to,
  }));
}

/** Ranges of values that occur, none twice. */
function quantileRanges(sorted: Float64Array): [number, number][] {
  const out: [number, number][] = [];
  let start = 0;
  for (let bin = 1; bin <= BINS && start < sorted.length; bin++) {
    let end = bin === BINS ? sorted.length : Math.max(start + 1, Math.round((bin * sorted.length) / BINS));
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
    out.push([sorted[start], sorted[end - 1]]);
    start = end;
  }
  return out;
}
