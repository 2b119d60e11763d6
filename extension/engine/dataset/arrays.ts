/** Columns that stand in .npy files beside a table (`features.arrays`). */
import { LensError } from '../../contract/errors';
import { npyColumn } from '../../core/npy/columns';
import type { Table, TableColumn } from '../../core/tables/types';
import { readNpyFile } from './readers/npy';

/**
 * The table with a column of each array, row i of the array that of record i. Throws a `data` error when the numbers of rows differ or a
 * shape is not that of the training array, and a `config` error for a name that a column of the table has.
 * @param files absolute path of each array, by the name of its column
 */
export async function withArrays(
  table: Table,
  files: ReadonlyMap<string, string>,
  shapes: Readonly<Record<string, readonly number[]>> | undefined,
): Promise<Table> {
  const columns: TableColumn[] = [...table.columns];
  for (const [name, file] of files) {
    if (table.layout.names.includes(name)) {
      throw new LensError('config', `The table has a column "${name}" of its own.`, {
        hint: 'Give the array another name.',
        location: { file: table.file, key: `features.arrays.${name}` },
      });
    }
    const { array } = await readNpyFile(file);
    const rows = array.shape[0] ?? 0;
    if (rows !== table.records.count) {
      throw new LensError(
        'data',
        `The array has ${rows} rows, but the table ${table.records.count} records.`,
        {
          hint: `Row i of the array belongs to record i of ${table.file}: write both in the same run.`,
          location: { file },
        },
      );
    }
    columns.push(npyColumn(name, file, array, shapes?.[name]));
  }
  return { ...table, columns, layout: { ...table.layout, names: [...table.layout.names, ...files.keys()] } };
}
