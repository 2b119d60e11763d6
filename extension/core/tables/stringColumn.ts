/** A column read as strings: each record's value as a number that stands for one of the distinct values. */
import { extended } from './arrays';
import { isMissing, trimEnd, trimStart } from './blank';
import { isUtf8, windows1252ToUtf8 } from './encoding';
import { needsRewrite, NESTED, rewriteField } from './fields';
import type { Interner } from './strings';
import { createInterner, internString } from './strings';

export interface StringColumn {
  /** −1 where missing. */
  codes: Int32Array;
  strings: Interner;
  /** The first record of each distinct value. */
  firstRow: Int32Array;
  /** Values that were no UTF-8, and the first record with one. */
  foreign: { count: number; row: number };
  /** JSON objects and arrays, and the first record with one. */
  nested: { count: number; row: number };
}

export function createStringColumn(capacity: number, missingRows = 0): StringColumn {
  const codes = new Int32Array(capacity);
  codes.fill(-1, 0, missingRows);
  return {
    codes,
    strings: createInterner(),
    firstRow: new Int32Array(64),
    foreign: { count: 0, row: -1 },
    nested: { count: 0, row: -1 },
  };
}

function note(counter: { count: number; row: number }, row: number): void {
  if (counter.count++ === 0) counter.row = row;
}

function hasHighByte(bytes: Uint8Array, start: number, end: number): boolean {
  let seen = 0;
  for (let p = start; p < end; p++) seen |= bytes[p];
  return seen >= 0x80;
}

/** Adds the field [start, end) of `bytes` as the value of record `row`; blanks around it do not count. */
export function addString(
  column: StringColumn,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  form: number,
): void {
  let content = bytes;
  let from = start;
  let to = end;
  if (needsRewrite(form)) {
    content = rewriteField(bytes, start, end, form);
    from = 0;
    to = content.length;
  } else if (form === NESTED) {
    note(column.nested, row);
  }
  from = trimStart(content, from, to);
  to = trimEnd(content, from, to);
  if (isMissing(content, from, to)) {
    column.codes[row] = -1;
    return;
  }
  if (hasHighByte(content, from, to) && !isUtf8(content, from, to)) {
    content = windows1252ToUtf8(content, from, to);
    from = 0;
    to = content.length;
    note(column.foreign, row);
  }
  const known = column.strings.count;
  const code = internString(column.strings, content, from, to);
  column.codes[row] = code;
  if (code === known) {
    if (code === column.firstRow.length) {
      column.firstRow = extended(column.firstRow, new Int32Array(2 * code));
    }
    column.firstRow[code] = row;
  }
}
