import { cellText } from '../tables/columnCells';
import type { ByteSource, Table } from '../tables/types';
import { openParquet } from './file';
import { textOfValue } from './values';

/**
 * The cells of `rows` in the order of `names`: from memory, and from the file for identifiers and columns that were left out. An image
 * is shown by its path.
 */
export async function parquetCells(
  source: ByteSource,
  table: Table,
  rows: readonly number[],
  names: readonly string[],
): Promise<string[][]> {
  const cells = rows.map(() => names.map(() => ''));
  for (const [at, name] of names.entries()) {
    if (!table.layout.names.includes(name)) continue;
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined || column.kind === 'identifier' || column.kind === 'image') {
      const values = await valuesOf(source, name, rows);
      rows.forEach((row, i) => (cells[i][at] = values.get(row) ?? ''));
    } else {
      rows.forEach((row, i) => (cells[i][at] = cellText(column, row)));
    }
  }
  return cells;
}

async function valuesOf(
  source: ByteSource,
  name: string,
  rows: readonly number[],
): Promise<Map<number, string>> {
  const file = await openParquet(source);
  const found = new Map<number, string>();
  for (const [group, { start, end }] of file.groups.entries()) {
    const wanted = rows.filter((row) => row >= start && row < end);
    if (wanted.length === 0) continue;
    const values = await file.values(name, group);
    for (const row of wanted) found.set(row, textOfValue(values[row - start]));
  }
  return found;
}
