import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Work } from '../../../contract/progress';
import { readNamedImages } from '../../../core/samples/imageColumn';
import { stringAt } from '../../../core/tables/strings';
import type { Table, TableColumn } from '../../../core/tables/types';
import { sampleSource } from './folder';
import type { DataOptions } from './types';

/** The table with the pixels of its image columns in place of the paths, which are relative to the table's folder. */
export async function withImages<T extends Table>(table: T, options: DataOptions, work: Work): Promise<T> {
  const columns: TableColumn[] = [];
  const notices = [...table.notices];
  for (const column of table.columns) {
    if (column.kind !== 'text' || options.kinds[column.name] !== 'image') {
      columns.push(column);
      continue;
    }
    const read = await readNamedImages(await imagesNamedIn(table, column), options, work);
    columns.push(read.column);
    notices.push(...read.notices);
  }
  return { ...table, columns, notices };
}

async function imagesNamedIn(table: Table, { name, codes, texts }: TableColumn & { kind: 'text' }) {
  const folder = dirname(table.file);
  const lineOf = (row: number): number => table.records.line[row];
  const rows: number[][] = Array.from({ length: texts.count }, () => []);
  codes.forEach((code, row) => {
    if (code >= 0) rows[code].push(row);
  });
  const paths: string[] = [];
  const rowsOf: number[][] = [];
  const absent: { path: string; line: number }[] = [];
  for (const [code, named] of rows.entries()) {
    const path = stringAt(texts, code);
    const found = await stat(resolve(folder, path)).catch(() => undefined);
    if (found?.isFile()) {
      paths.push(path);
      rowsOf.push(named);
    } else {
      absent.push({ path, line: lineOf(named[0]) });
    }
  }
  const source = sampleSource(folder, { content: 'images', paths, others: [] });
  return { column: name, file: table.file, records: table.records.count, source, rowsOf, absent, lineOf };
}
