/** Cells of a table that keeps its values in memory alone, as text. */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import { arrayPreview } from './arrayText';
import { dateText } from './dates';
import { arrayAt } from './shapes';
import { stringAt } from './strings';
import type { Table, TableColumn } from './types';

/** What a record holds in a column; empty where missing, and for an identifier, which is not kept. */
export function cellText(column: TableColumn, row: number): string {
  switch (column.kind) {
    case 'numeric':
      return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
    case 'date':
      return Number.isNaN(column.values[row]) ? '' : dateText(column.values[row]);
    case 'categorical':
    case 'boolean':
      return column.codes[row] < 0 ? '' : column.categories[column.codes[row]];
    case 'text':
      return column.codes[row] < 0 ? '' : stringAt(column.texts, column.codes[row]);
    case 'image':
    case 'array':
      return arrayPreview(arrayAt(column, row));
    case 'identifier':
      return '';
  }
}

/** 1 for each of `rows` that contains the text, given in lower case, in a cell that is no array. */
export async function searchColumns(
  table: Table,
  rows: Int32Array,
  text: string,
  work: Work,
): Promise<Uint8Array> {
  const pacer = createPacer(work);
  const found = new Uint8Array(rows.length);
  const columns = table.columns.filter((column) => !('shape' in column));
  for (let i = 0; i < rows.length; i++) {
    found[i] = columns.some((column) => cellText(column, rows[i]).toLowerCase().includes(text)) ? 1 : 0;
    await pacer.pause({ stage: 'Searching', fraction: i / rows.length });
  }
  return found;
}
