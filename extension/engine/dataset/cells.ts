import type { RecordCells, RecordRef } from '../../contract/records';
import { recordPlace } from '../../core/tables/cells';
import { cellText } from '../../core/tables/columnCells';
import type { DataFile } from './types';

/**
 * The cells of records of one file, in the order of `names`; empty where missing. Throws a `stale` error when the file no longer
 * holds them where they were.
 */
export async function cellsOf(
  file: DataFile,
  refs: readonly RecordRef[],
  names: readonly string[],
): Promise<RecordCells[]> {
  const { table, path, reader } = file;
  const rows = refs.map((ref) => ref.row);
  const cells = await reader.cells(file, rows, names);
  for (const column of table.columns) {
    const at = column.kind === 'array' ? names.indexOf(column.name) : -1;
    if (at >= 0) rows.forEach((row, i) => (cells[i][at] = cellText(column, row)));
  }
  return refs.map((ref, i) => ({ ref, place: recordPlace(path, table.records, ref.row), cells: cells[i] }));
}
