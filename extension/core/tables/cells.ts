/** Cells of single records, read from the file when they are to be shown. */
import { LensError } from '../../contract/errors';
import { type RecordPlace, sampleFile } from '../../contract/records';
import { contentHash, hashText } from './hash';
import { splitRecord } from './record';
import type { ByteSource, FileLayout, RecordIndex } from './types';

/** Records less than this far apart are read together. */
const GAP = 64 * 1024;
/** But no more than this at once. */
const SPAN = 8 * 1024 * 1024;

interface Located {
  layout: FileLayout;
  records: RecordIndex;
}

/**
 * The cells of `rows`, in the order of `rows` and of `names` (every column of the file when left out); empty where missing. Throws a
 * `stale` error for a record that the file no longer holds at its place.
 */
export async function readCells(
  source: ByteSource,
  { layout, records }: Located,
  rows: ArrayLike<number>,
  names: readonly string[] = layout.names,
): Promise<string[][]> {
  const positions = Array.from({ length: rows.length }, (_, i) => i);
  positions.sort((a, b) => records.start[rows[a]] - records.start[rows[b]]);
  const columns = names.map((name) => layout.names.indexOf(name));
  const cells: string[][] = new Array<string[]>(rows.length);
  for (let from = 0; from < positions.length;) {
    const start = records.start[rows[positions[from]]];
    let end = records.end[rows[positions[from]]];
    let to = from + 1;
    for (; to < positions.length; to++) {
      const row = rows[positions[to]];
      if (records.start[row] - end > GAP || records.end[row] - start > SPAN) break;
      end = Math.max(end, records.end[row]);
    }
    const bytes = await source.read(start, end);
    for (; from < to; from++) {
      const row = rows[positions[from]];
      const record = bytes.subarray(records.start[row] - start, records.end[row] - start);
      if (contentHash(record) !== hashText(records.hash, 2 * row))
        throw stale(source.name, records.line[row]);
      const fields = splitRecord(record, layout);
      cells[positions[from]] = columns.map((column) => fields[column]?.text ?? '');
    }
  }
  return cells;
}

/** The file that holds record `row` of what was read from `file`: `file` itself, or the sample in that folder. */
export function recordFile(file: string, { files }: RecordIndex, row: number): string {
  return files === undefined ? file : sampleFile(file, files[row]);
}

/** Where record `row` stands and what it held. */
export function recordPlace(file: string, records: RecordIndex, row: number): RecordPlace {
  return {
    file: recordFile(file, records, row),
    row,
    line: records.line[row],
    start: records.start[row],
    end: records.end[row],
    hash: hashText(records.hash, 2 * row),
  };
}

function stale(file: string, line: number): LensError {
  return new LensError('stale', 'The file has changed since it was read.', {
    hint: 'Run the analysis again to see the current data.',
    location: { file, line },
  });
}
