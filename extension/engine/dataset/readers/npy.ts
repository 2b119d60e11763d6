import { parseNpy } from '../../../core/npy/parse';
import type { NpyFile } from '../../../core/npy/read';
import { readNpy } from '../../../core/npy/read';
import { cellText, searchColumns } from '../../../core/tables/columnCells';
import { openFile } from '../../source';
import { fileStamp } from '../stamp';
import type { DataReader } from './types';
import { requireUnchanged } from './unchanged';

/** Arrays of NumPy, one row a record, with the labels in a file of their own. */
export const npyReader: DataReader = {
  stamp: fileStamp,
  async read(path, options) {
    const labels = options.labels === undefined ? undefined : await readNpyFile(options.labels);
    return readNpy(await readNpyFile(path), labels, options);
  },
  async cells(file, rows, names) {
    await requireUnchanged(file);
    const columns = names.map((name) => file.table.columns.find((column) => column.name === name));
    return rows.map((row) => columns.map((column) => (column ? cellText(column, row) : '')));
  },
  search: ({ table }, rows, text, work) => searchColumns(table, rows, text, work),
};

/** Throws `io` and `data` errors. */
export async function readNpyFile(file: string): Promise<NpyFile> {
  const source = await openFile(file);
  return { file, array: parseNpy(file, await source.read(0, source.size)) };
}
