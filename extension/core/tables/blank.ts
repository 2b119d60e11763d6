/** What counts as no value: an empty cell, NA, NaN, null, ? (definitions: Preprocessing). */

const SPACE = 0x20;
const TAB = 0x09;
const CASE_BIT = 0x20;
const QUESTION_MARK = 0x3f;

/** The first byte of [start, end) that is no blank; `end` when there is none. */
export function trimStart(bytes: Uint8Array, start: number, end: number): number {
  let p = start;
  while (p < end && (bytes[p] === SPACE || bytes[p] === TAB)) p++;
  return p;
}

/** One past the last byte of [start, end) that is no blank; `start` when there is none. */
export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  let p = end;
  while (p > start && (bytes[p - 1] === SPACE || bytes[p - 1] === TAB)) p--;
  return p;
}

function spells(bytes: Uint8Array, start: number, lowercase: string): boolean {
  for (let i = 0; i < lowercase.length; i++) {
    if ((bytes[start + i] | CASE_BIT) !== lowercase.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether trimmed bytes [start, end) stand for a missing value. NaN and null in any case; NA as written, since Na is sodium. */
export function isMissing(bytes: Uint8Array, start: number, end: number): boolean {
  switch (end - start) {
    case 0:
      return true;
    case 1:
      return bytes[start] === QUESTION_MARK;
    case 2:
      return bytes[start] === 0x4e && bytes[start + 1] === 0x41;
    case 3:
      return spells(bytes, start, 'nan');
    case 4:
      return spells(bytes, start, 'null');
    default:
      return false;
  }
}

/** Whether a trimmed cell stands for a missing value. */
export function isMissingText(text: string): boolean {
  return /^(|\?|NA|[Nn][Aa][Nn]|[Nn][Uu][Ll][Ll])$/.test(text);
}
