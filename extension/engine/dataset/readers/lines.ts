import type { Work } from '../../../contract/progress';
import { createPacer } from '../../../core/pacing';
import { readCells } from '../../../core/tables/cells';
import { readTable } from '../../../core/tables/read';
import type { ByteSource, LineTable, RecordIndex, Table } from '../../../core/tables/types';
import { openFile } from '../../source';
import { fileStamp } from '../stamp';
import { withImages } from './imageColumns';
import type { DataReader } from './types';

/** Tables in text files: CSV, TSV, JSON Lines. */
export const lineReader: DataReader = {
  stamp: fileStamp,
  read: async (path, options, work) =>
    withImages(await readTable(await openFile(path), options, work), options, work),
  cells: async ({ path, table }, rows, names) => readCells(await openFile(path), asLines(table), rows, names),
  search: async ({ path, table }, rows, text, work) =>
    searchLines(await openFile(path), asLines(table), rows, text, work),
};

/** What this reader has read. */
function asLines(table: Table): LineTable {
  return table as LineTable;
}

/** Bytes that are searched at once. */
const SPAN = 4 * 1024 * 1024;

/** As it stands in the file. */
async function searchLines(
  source: ByteSource,
  table: LineTable,
  rows: Int32Array,
  wanted: string,
  work: Work,
): Promise<Uint8Array> {
  const found = new Uint8Array(rows.length);
  const pacer = createPacer(work);
  for (let from = 0; from < rows.length;) {
    const to = spanEnd(table.records, rows, from);
    await searchSpan(source, table, rows.subarray(from, to), wanted, found.subarray(from, to));
    from = to;
    await pacer.pause({ stage: 'Searching', fraction: from / rows.length });
  }
  return found;
}
/** One past the last position of a run of records that fits into a span; at least one record. */
function spanEnd(records: RecordIndex, rows: Int32Array, from: number): number {
  const start = records.start[rows[from]];
  let to = from + 1;
  while (to < rows.length && records.end[rows[to]] - start <= SPAN) to++;
  return to;
}

async function searchSpan(
  source: ByteSource,
  table: LineTable,
  rows: Int32Array,
  wanted: string,
  found: Uint8Array,
): Promise<void> {
  const { records } = table;
  const start = records.start[rows[0]];
  const bytes = await source.read(start, records.end[rows.at(-1)!]);
  const decoder = new TextDecoder(table.layout.encoding);
  const whole = decoder.decode(bytes).toLowerCase();
  // One character a byte: positions in the text are positions in the file, and one pass finds all.
  if (whole.length === bytes.length) markHits(whole, start, table, rows, wanted, found);
  else {
    rows.forEach((row, i) => {
      const record = bytes.subarray(records.start[row] - start, records.end[row] - start);
      if (decoder.decode(record).toLowerCase().includes(wanted)) found[i] = 1;
    });
  }
}

function markHits(
  text: string,
  start: number,
  { records }: LineTable,
  rows: Int32Array,
  wanted: string,
  found: Uint8Array,
): void {
  let i = 0;
  for (let hit = text.indexOf(wanted); hit >= 0;) {
    const position = start + hit;
    while (i < rows.length && records.end[rows[i]] <= position) i++;
    if (i === rows.length) return;
    const row = rows[i];
    const inside = records.start[row] <= position && position + wanted.length <= records.end[row];
    if (inside) found[i] = 1;
    // Nothing more to learn of a record that is found.
    hit = text.indexOf(wanted, inside ? records.end[row] - start : hit + 1);
  }
}
