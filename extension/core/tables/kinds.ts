/** What kind of column a set of distinct values makes (definitions: Preprocessing). */
import { parseDate } from './dates';
import { isInfinite, numberFromText } from './numberColumn';
import type { Interner } from './strings';
import { startOfString, stringAt } from './strings';
import type { ReadableKind } from './types';

const BOOLEAN_WORDS: readonly (readonly string[])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
  ['on', 'off'],
];

/** Mean number of words from which distinct values are taken for text. */
const WORDS_OF_TEXT = 2;
/** Mean number of bytes from which values of several words are text even if they repeat. */
const BYTES_OF_LONG_TEXT = 100;

/** All distinct values as numbers; undefined when one of them is none. */
export function numbersOf(strings: Interner): Float64Array | undefined {
  const values = new Float64Array(strings.count);
  for (let id = 0; id < strings.count; id++) {
    values[id] = numberFromText(stringAt(strings, id));
    if (!Number.isFinite(values[id])) return undefined;
  }
  return values;
}

/** All distinct values as dates; undefined when one of them is none. */
export function datesOf(strings: Interner): Float64Array | undefined {
  const values = new Float64Array(strings.count);
  for (let id = 0; id < strings.count; id++) {
    values[id] = parseDate(stringAt(strings, id));
    if (Number.isNaN(values[id])) return undefined;
  }
  return values;
}

/** The distinct value that keeps a column from being numeric although every other is a number; −1 when there is no such value. */
export function loneInfinite(strings: Interner): number {
  let infinite = -1;
  let finite = 0;
  for (let id = 0; id < strings.count; id++) {
    const text = stringAt(strings, id);
    if (Number.isFinite(numberFromText(text))) finite++;
    else if (isInfinite(text)) infinite = infinite < 0 ? id : infinite;
    else return -1;
  }
  return finite > 0 ? infinite : -1;
}

export function isBoolean(strings: Interner): boolean {
  if (strings.count > 6) return false;
  const words = Array.from({ length: strings.count }, (_, id) => stringAt(strings, id).toLowerCase());
  return words.length > 0 && BOOLEAN_WORDS.some((pair) => words.every((word) => pair.includes(word)));
}

/** Words in bytes [start, end): runs between blanks; a character of a script without blanks counts half a word. */
function countWords(bytes: Uint8Array, start: number, end: number): number {
  let words = 0;
  let inWord = false;
  for (let p = start; p < end; p++) {
    const byte = bytes[p];
    if (byte >= 0xe3 && byte <= 0xed) words += 0.5;
    const blank = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
    if (!blank && !inWord) words++;
    inWord = !blank;
  }
  return words;
}

function isText(strings: Interner, present: number): boolean {
  let words = 0;
  for (let id = 0; id < strings.count; id++) {
    words += countWords(strings.bytes, startOfString(strings, id), strings.ends[id]);
  }
  if (words < WORDS_OF_TEXT * strings.count) return false;
  return 2 * strings.count >= present || strings.used >= BYTES_OF_LONG_TEXT * strings.count;
}

/** The kind of a column that is neither numeric nor of a kind that was set. `present`: records that have a value. */
export function kindOfStrings(strings: Interner, present: number, rows: number): ReadableKind {
  if (strings.count === 0) return 'categorical';
  if (isBoolean(strings)) return 'boolean';
  if (isText(strings, present)) return 'text';
  if (strings.count === present && 2 * present > rows && rows > 1) return 'identifier';
  return 'categorical';
}
