/** Records of JSON Lines: one object a line. Columns are the union of the keys, in the order in which they are first seen. */
import type { Fields, Split } from './fields';
import { ABSENT, ESCAPED, FAILED, growFields, NEEDS_MORE, NESTED, PLAIN, QUOTED } from './fields';
import { decodeUtf8, isUtf8, windows1252ToUtf8 } from './encoding';
import { JsonFault, skipBlanks, skipKey, skipString, skipValue } from './jsonScan';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

interface Keys {
  /** Column names; new keys are added. */
  names: string[];
  index: Map<string, number>;
  /** For the i-th key of a record, the column and spelling of the last record's i-th key: nearly always the same. */
  expected: { column: number; spelling: Uint8Array }[];
}

export function jsonlSplit(names: string[]): Split {
  const keys: Keys = { names, index: new Map(names.map((name, i) => [name, i])), expected: [] };
  return (bytes, from, to, final, fields) => {
    const found = bytes.subarray(0, to).indexOf(LF, from);
    if (found < 0 && !final) return NEEDS_MORE;
    const lineEnd = found < 0 ? to : found;
    const recordEnd = lineEnd > from && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    fields.recordEnd = recordEnd;
    fields.breaks = found < 0 ? 0 : 1;
    fields.broken = -1;
    fields.blank = skipBlanks(bytes, from, recordEnd) === recordEnd;
    try {
      if (!fields.blank) splitObject(bytes, from, recordEnd, keys, fields);
    } catch (thrown) {
      if (!(thrown instanceof JsonFault)) throw thrown;
      fields.failure = {
        position: thrown.position,
        message: `Not JSON: ${thrown.message}.`,
        hint: 'JSON Lines holds one object a line, such as {"text": "…", "label": "…"}.',
      };
      return FAILED;
    }
    return found < 0 ? to : found + 1;
  };
}

function splitObject(bytes: Uint8Array, from: number, to: number, keys: Keys, fields: Fields): void {
  let p = skipBlanks(bytes, from, to);
  if (bytes[p] !== 0x7b) throw new JsonFault(p, 'each line must hold an object');
  fields.count = keys.names.length;
  while (fields.form.length < fields.count) growFields(fields);
  fields.form.fill(ABSENT, 0, fields.count);
  fields.start.fill(from, 0, fields.count);
  fields.end.fill(from, 0, fields.count);
  p = skipBlanks(bytes, p + 1, to);
  for (let position = 0; p >= to || bytes[p] !== 0x7d || position > 0; position++) {
    const escaped = { seen: false };
    const { end, value } = skipKey(bytes, p, to, escaped);
    const column = columnOf(bytes, p + 1, end - 1, escaped.seen, position, keys);
    if (column >= fields.count) fields.count = column + 1;
    if (fields.form.length < fields.count) growFields(fields);
    p = skipBlanks(bytes, splitValue(bytes, value, to, column, fields), to);
    if (p < to && bytes[p] === 0x7d) break;
    if (p >= to || bytes[p] !== 0x2c) throw new JsonFault(p, 'a comma or } is missing');
    p = skipBlanks(bytes, p + 1, to);
  }
  p = skipBlanks(bytes, p + 1, to);
  if (p < to) throw new JsonFault(p, 'something follows the object');
}

function splitValue(bytes: Uint8Array, from: number, to: number, column: number, fields: Fields): number {
  const first = from < to ? bytes[from] : 0;
  if (first === QUOTE) {
    const escaped = { seen: false };
    const end = skipString(bytes, from, to, escaped);
    fields.start[column] = from + 1;
    fields.end[column] = end - 1;
    fields.form[column] = escaped.seen ? ESCAPED : QUOTED;
    return end;
  }
  const end = skipValue(bytes, from, to);
  const isNull = first === 0x6e;
  fields.start[column] = from;
  fields.end[column] = isNull ? from : end;
  fields.form[column] = first === 0x7b || first === 0x5b ? NESTED : PLAIN;
  return end;
}

function columnOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  escaped: boolean,
  position: number,
  keys: Keys,
): number {
  const guess = keys.expected[position];
  if (guess !== undefined && sameBytes(bytes, start, end, guess.spelling)) return guess.column;
  const spelling = bytes.slice(start, end);
  const text = decodeUtf8(
    isUtf8(spelling, 0, spelling.length) ? spelling : windows1252ToUtf8(spelling, 0, spelling.length),
  );
  const name = escaped ? (JSON.parse(`"${text}"`) as string) : text;
  let column = keys.index.get(name);
  if (column === undefined) {
    column = keys.names.length;
    keys.names.push(name);
    keys.index.set(name, column);
  }
  keys.expected[position] = { column, spelling };
  return column;
}

function sameBytes(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let i = 0; i < other.length; i++) if (bytes[start + i] !== other[i]) return false;
  return true;
}
