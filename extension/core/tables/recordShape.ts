/** Records that do not have the header's shape: what can be read all the same, and what cannot. */
import type { Cursor } from './cursor';
import { dataError, placeInRecord } from './problems';

export interface Tally {
  count: number;
  line: number;
}

function countOne(tally: Tally, line: number): void {
  if (tally.count++ === 0) tally.line = line;
}

/** Fewer fields than the header has are missing values; more are an error unless they are empty. */
export function checkWidth(short: Tally, cursor: Cursor): void {
  const { fields, layout, source, window, line } = cursor;
  const width = layout.names.length;
  if (fields.count < width) countOne(short, line);
  for (let column = width; column < fields.count; column++) {
    if (fields.end[column] === fields.start[column]) continue;
    throw dataError(
      source.name,
      `This record has ${fields.count} fields, the header ${width}.`,
      `A field that holds the delimiter (${layout.delimiter === '\t' ? 'tab' : layout.delimiter}) must stand in quotes.`,
      placeInRecord(window.bytes, cursor.start, line, fields.start[column]),
    );
  }
}

/** Text after a closing quote is kept when the field stays on its line; else the quote was most likely never closed. */
export function checkBroken(broken: Tally, cursor: Cursor): void {
  const { fields, window, start, line, source } = cursor;
  const open = placeInRecord(window.bytes, start, line, fields.broken);
  const field = fields.start.subarray(0, fields.count).indexOf(fields.broken);
  const close = placeInRecord(window.bytes, start, line, fields.end[field]);
  if (close.line > open.line) {
    throw dataError(
      source.name,
      `A quote opens a field here that runs on to line ${close.line} and ends inside other text: it was most likely never closed.`,
      'Close the field with a quote before its delimiter; a quote inside a quoted field is written twice.',
      open,
    );
  }
  countOne(broken, open.line);
}
