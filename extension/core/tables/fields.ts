/** The fields of one record as ranges of a buffer, and what it takes to read a range as a value. */
import { extended } from './arrays';
import { decodeUtf8, isUtf8, windows1252ToUtf8 } from './encoding';

/** How a field is written. Its range is what stands between the quotes, where there are any. */
export const PLAIN = 0;
export const QUOTED = 1;
/** Quoted, with doubled quotes inside. */
export const DOUBLED = 2;
/** Text goes on after the closing quote; the range starts at the opening one. */
export const BROKEN = 3;
/** A JSON string with escapes. */
export const ESCAPED = 4;
/** A JSON object or array. */
export const NESTED = 5;
/** Not in this record. */
export const ABSENT = 6;
/** Unquoted and a decimal number, which the split has read in passing. */
export const NUMBER = 7;

/** Returned by a split in place of the next position: the record goes on beyond the buffer, or cannot be read. */
export const NEEDS_MORE = -1;
export const FAILED = -2;

export interface Fields {
  count: number;
  /** The line holds no record. */
  blank: boolean;
  start: Int32Array;
  end: Int32Array;
  form: Uint8Array;
  /** The value of a field of form NUMBER. */
  number: Float64Array;
  /** Where the record ends, its line end not included. */
  recordEnd: number;
  /** Line breaks from the record's start to the next record's start. */
  breaks: number;
  /** Position of the first quote that text follows; −1 when there is none. */
  broken: number;
  /** Set when the split failed: where and why. */
  failure?: { position: number; message: string; hint: string };
}

/** Splits the record that starts at `from`: fills `fields`, returns where the next one starts, NEEDS_MORE or FAILED. */
export type Split = (bytes: Uint8Array, from: number, to: number, final: boolean, fields: Fields) => number;

export function createFields(capacity = 16): Fields {
  return {
    count: 0,
    blank: false,
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    form: new Uint8Array(capacity),
    number: new Float64Array(capacity),
    recordEnd: 0,
    breaks: 0,
    broken: -1,
  };
}

export function growFields(fields: Fields): void {
  const { start, end, form, number } = fields;
  const capacity = 2 * start.length;
  fields.start = extended(start, new Int32Array(capacity));
  fields.end = extended(end, new Int32Array(capacity));
  fields.form = extended(form, new Uint8Array(capacity));
  fields.number = extended(number, new Float64Array(capacity));
}

const QUOTE = 0x22;
const encoder = new TextEncoder();

/** A CSV field's content: doubled quotes undone; for a broken one, the quoted part and what follows it. */
function undouble(bytes: Uint8Array, start: number, end: number, broken: boolean): Uint8Array {
  const out = new Uint8Array(end - start);
  let w = 0;
  let inside = true;
  for (let p = broken ? start + 1 : start; p < end; p++) {
    if (inside && bytes[p] === QUOTE) {
      if (p + 1 < end && bytes[p + 1] === QUOTE) p++;
      else {
        inside = false;
        continue;
      }
    }
    out[w++] = bytes[p];
  }
  return out.subarray(0, w);
}

/** The content of a field that has to be rewritten to be read (form DOUBLED, BROKEN or ESCAPED), in UTF-8. */
export function rewriteField(bytes: Uint8Array, start: number, end: number, form: number): Uint8Array {
  if (form === ESCAPED) {
    return encoder.encode(JSON.parse(`"${decodeUtf8(bytes, start, end)}"`) as string);
  }
  return undouble(bytes, start, end, form === BROKEN);
}

export function needsRewrite(form: number): boolean {
  return form === DOUBLED || form === BROKEN || form === ESCAPED;
}

/** A field's content as a string, as in the file but unquoted; bytes that are no UTF-8 are taken for Windows-1252. */
export function fieldText(bytes: Uint8Array, fields: Fields, index: number): string {
  if (index >= fields.count || fields.form[index] === ABSENT) return '';
  let start = fields.start[index];
  let end = fields.end[index];
  let content = bytes;
  if (needsRewrite(fields.form[index])) {
    content = rewriteField(bytes, start, end, fields.form[index]);
    start = 0;
    end = content.length;
  }
  return isUtf8(content, start, end)
    ? decodeUtf8(content, start, end)
    : decodeUtf8(windows1252ToUtf8(content, start, end));
}
