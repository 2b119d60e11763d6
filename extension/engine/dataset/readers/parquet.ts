import { parquetCells } from '../../../core/parquet/cells';
import { readParquet } from '../../../core/parquet/read';
import { searchColumns } from '../../../core/tables/columnCells';
import { openFile } from '../../source';
import { fileStamp } from '../stamp';
import { withImages } from './imageColumns';
import { requireUnchanged } from './unchanged';
import type { DataReader } from './types';

/** Parquet tables. Columns that are not kept in memory are not searched. */
export const parquetReader: DataReader = {
  stamp: fileStamp,
  read: async (path, options, work) =>
    withImages(await readParquet(await openFile(path), options, work), options, work),
  async cells(file, rows, names) {
    await requireUnchanged(file);
    return parquetCells(await openFile(file.path), file.table, rows, names);
  },
  search: ({ table }, rows, text, work) => searchColumns(table, rows, text, work),
};
