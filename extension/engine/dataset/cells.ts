import type { RecordCells, RecordRef } from '../../contract/records';
import { readCells, recordPlace } from '../../core/tables/cells';
import { openFile } from '../source';
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
  const { table, path } = file;
  const source = await openFile(path);
  const rows = refs.map((ref) => ref.row);
  const cells = await readCells(source, table, rows, names);
  return refs.map((ref, i) => ({ ref, place: recordPlace(path, table.records, ref.row), cells: cells[i] }));
}
