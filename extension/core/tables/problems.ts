/** Errors about a data file: file, line and column of the cause, and what to do. */
import { LensError } from '../../contract/errors';
import { decodeUtf8 } from './encoding';

const LF = 0x0a;
const CR = 0x0d;

/** Line and column (both 1-based, the column in UTF-16 units) of `position`, in a record that starts at `start` on `line`. */
export function placeInRecord(
  bytes: Uint8Array,
  start: number,
  line: number,
  position: number,
): { line: number; column: number } {
  let lineStart = start;
  let place = line;
  for (let p = start; p < position; p++) {
    if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] !== LF)) {
      place++;
      lineStart = p + 1;
    }
  }
  return { line: place, column: decodeUtf8(bytes, lineStart, position).length + 1 };
}

export function dataError(
  file: string,
  message: string,
  hint: string,
  place: { line?: number; column?: number } = {},
): LensError {
  return new LensError('data', message, { hint, location: { file, ...place } });
}

/** A value as a message quotes it: one line, at most 40 characters. */
export function quoteValue(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > 40 ? `${line.slice(0, 39)}…` : line}"`;
}
