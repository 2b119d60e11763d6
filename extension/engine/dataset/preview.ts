/** A few words of a record, to recognise it by, from what is in memory. */
import { arrayPreview } from '../../core/tables/arrayText';
import { decodeUtf8 } from '../../core/tables/encoding';
import { arrayAt } from '../../core/tables/shapes';
import { startOfString } from '../../core/tables/strings';
import type { Table, TableColumn } from '../../core/tables/types';

const LENGTH = 80;
const CELLS = 5;

/** One line for each of `rows`: the beginning of its text where there is a text column, else its first cells. */
export function previews(table: Table, rows: Int32Array, label: string): string[] {
  const columns = table.columns.filter(({ name, kind }) => name !== label && kind !== 'identifier');
  const text = columns.find((column) => column.kind === 'text');
  const shown = text ? [text] : columns.slice(0, CELLS);
  const { files } = table.records;
  if (files && !text) return Array.from(rows, (row) => files[row]);
  return Array.from(rows, (row) => shorten(shown.map((column) => cellText(column, row)).join(' · ')));
}

function cellText(column: TableColumn, row: number): string {
  switch (column.kind) {
    case 'numeric':
      return Number.isNaN(column.values[row]) ? '–' : String(column.values[row]);
    case 'date':
      return Number.isNaN(column.values[row]) ? '–' : new Date(column.values[row]).toISOString().slice(0, 10);
    case 'categorical':
    case 'boolean':
      return column.codes[row] < 0 ? '–' : column.categories[column.codes[row]];
    case 'text': {
      const code = column.codes[row];
      if (code < 0) return '–';
      const start = startOfString(column.texts, code);
      // Room for the longest encoding of what is shown; a character cut at the end is cut off by shortening.
      return decodeUtf8(column.texts.bytes, start, Math.min(column.texts.ends[code], start + 8 * LENGTH));
    }
    case 'image':
    case 'array':
      return arrayPreview(arrayAt(column, row));
    case 'identifier':
      return '';
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LENGTH ? `${[...line].slice(0, LENGTH - 1).join('')}…` : line;
}
