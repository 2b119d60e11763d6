/** Goes through the records of a file, one at a time, over a sliding window. */
import type { Work } from '../../contract/progress';
import { createFields, FAILED, fieldText, NEEDS_MORE } from './fields';
import type { Fields, Split } from './fields';
import type { Header } from './header';
import { readHeader } from './header';
import { dataError, placeInRecord } from './problems';
import { formatOf } from './registry';
import type { ByteSource, FileLayout } from './types';
import type { Window } from './window';
import { fillWindow, openWindow, unreadableTail } from './window';

/** Beyond this a record is taken for the work of a quote that was never closed. */
const LONGEST_RECORD = 64 * 1024 * 1024;
/** What is looked at to learn a file's layout. */
export const HEAD_BYTES = 1024 * 1024;

export interface Cursor {
  readonly source: ByteSource;
  readonly layout: FileLayout;
  readonly header?: Header;
  readonly window: Window;
  readonly split: Split;
  readonly fields: Fields;
  /** Of the current record: index, first line (1-based), position in the window. */
  row: number;
  line: number;
  start: number;
  nextLine: number;
}

/** Opens a table and reads its header, if the format has one. Throws a `data` error for a file that is empty or no text. */
export async function openCursor(source: ByteSource, work: Work): Promise<Cursor> {
  const format = formatOf(source.name);
  const window = await openWindow(source, work.signal);
  while (!window.final && window.to - window.from < HEAD_BYTES) await fillWindow(window);
  const head = window.bytes.subarray(0, Math.min(window.to, HEAD_BYTES));
  if (head.includes(0)) throw notText(source.name);
  const layout: FileLayout = {
    format: format.format,
    encoding: window.encoding,
    delimiter: format.delimiter?.(head, window.final && window.to <= HEAD_BYTES),
    names: [],
  };
  const cursor: Cursor = {
    source,
    layout,
    window,
    split: format.split(layout),
    fields: createFields(),
    row: -1,
    line: 1,
    start: 0,
    nextLine: 1,
  };
  return format.hasHeader ? withHeader(cursor, work) : cursor;
}

async function withHeader(cursor: Cursor, work: Work): Promise<Cursor> {
  while (!advance(cursor)) {
    if (!(await refill(cursor, work))) {
      throw dataError(
        cursor.source.name,
        'The file is empty.',
        'Its first line must name the columns, and each further record is a row.',
        { line: 1 },
      );
    }
  }
  const { fields, window } = cursor;
  const written = Array.from({ length: fields.count }, (_, i) => fieldText(window.bytes, fields, i));
  const header = readHeader(cursor.source.name, cursor.line, written);
  cursor.layout.names.push(...header.names);
  return { ...cursor, header, row: -1 };
}

/** Moves to the next record in the window; false when there is none. Throws a `data` error for a record that cannot be split. */
export function advance(cursor: Cursor): boolean {
  const { window, fields } = cursor;
  while (window.from < window.to) {
    const next = cursor.split(window.bytes, window.from, window.to, window.final, fields);
    if (next === NEEDS_MORE) return false;
    cursor.start = window.from;
    cursor.line = cursor.nextLine;
    if (next === FAILED) throw splitError(cursor);
    cursor.nextLine = cursor.line + fields.breaks;
    window.from = next;
    if (!fields.blank) {
      cursor.row++;
      return true;
    }
  }
  return false;
}

/** Brings more of the file; false at its end. Throws when the work is cancelled. */
export async function refill(cursor: Cursor, work: Work): Promise<boolean> {
  const { window, source } = cursor;
  work.signal.throwIfAborted();
  if (window.final) {
    const tail = unreadableTail(window);
    if (tail > 0)
      throw dataError(
        source.name,
        'The file ends in the middle of a character.',
        'It looks cut off; copy it again.',
      );
    return false;
  }
  if (window.to - window.from > LONGEST_RECORD) throw tooLong(cursor);
  await fillWindow(window);
  work.progress({
    stage: `Reading ${source.name.slice(source.name.search(/[^/\\]*$/))}`,
    fraction: source.size === 0 ? 1 : Math.min(1, (window.base + window.to) / source.size),
  });
  return true;
}

function splitError(cursor: Cursor): Error {
  const { fields, window } = cursor;
  const { position, message, hint } = fields.failure!;
  return dataError(
    cursor.source.name,
    message,
    hint,
    placeInRecord(window.bytes, cursor.start, cursor.line, position),
  );
}

function tooLong(cursor: Cursor): Error {
  const { window, fields } = cursor;
  cursor.start = window.from;
  cursor.line = cursor.nextLine;
  if (cursor.split(window.bytes, window.from, window.to, true, fields) === FAILED) return splitError(cursor);
  return dataError(
    cursor.source.name,
    `This record is longer than ${LONGEST_RECORD / 1024 / 1024} MB.`,
    'Check its quotes and line ends.',
    { line: cursor.line },
  );
}

function notText(file: string): Error {
  return dataError(
    file,
    'This is not a text file: it holds zero bytes.',
    'Save a workbook as CSV; save a UTF-16 text with a byte order mark, or as UTF-8.',
  );
}
