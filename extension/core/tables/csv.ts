/** Records of CSV and TSV (RFC 4180, any delimiter, any line end) as field ranges, in one pass over the bytes. */
import type { Fields, Split } from './fields';
import { BROKEN, DOUBLED, FAILED, growFields, NEEDS_MORE, NUMBER, PLAIN, QUOTED } from './fields';
import { readDecimal } from './number';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** 1 for the bytes that end an unquoted field. */
function stopTable(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256);
  stops[delimiter] = 1;
  stops[LF] = 1;
  stops[CR] = 1;
  return stops;
}

/** A quote opens a field only as its first byte; elsewhere it is text. A line of blanks alone is no record. */
export function csvSplit(delimiter: string): Split {
  const separator = delimiter.charCodeAt(0);
  const stops = stopTable(separator);

  return (bytes, from, to, final, fields) => {
    let { start, end, form, number } = fields;
    let count = 0;
    let breaks = 0;
    let p = from;
    fields.broken = -1;
    for (;;) {
      if (count === start.length) {
        growFields(fields);
        ({ start, end, form, number } = fields);
      }
      if (p < to && bytes[p] === QUOTE) {
        const open = p++;
        let close = -1;
        let written = QUOTED;
        for (; p < to; p++) {
          const byte = bytes[p];
          if (byte > QUOTE) continue;
          if (byte === LF) {
            breaks++;
          } else if (byte === CR) {
            if (p + 1 >= to || bytes[p + 1] !== LF) breaks++;
          } else if (byte === QUOTE) {
            if (p + 1 < to && bytes[p + 1] === QUOTE) {
              written = DOUBLED;
              p++;
            } else {
              close = p++;
              break;
            }
          }
        }
        if (p >= to && !final) return NEEDS_MORE;
        if (close < 0) return unclosed(fields, open);
        start[count] = open + 1;
        end[count] = close;
        form[count] = written;
        while (p < to && bytes[p] === SPACE) p++;
        if (p < to && stops[bytes[p]] === 0) {
          while (p < to && stops[bytes[p]] === 0) p++;
          if (fields.broken < 0) fields.broken = open;
          start[count] = open;
          end[count] = p;
          form[count] = BROKEN;
        }
      } else {
        // Most fields of most tables are numbers: they are read while they are passed over.
        start[count] = p;
        p = readDecimal(bytes, p, to, number, count);
        form[count] = PLAIN;
        if (p < to && stops[bytes[p]] === 0) {
          while (p < to && stops[bytes[p]] === 0) p++;
        } else if (!Number.isNaN(number[count])) {
          form[count] = NUMBER;
        }
        end[count] = p;
      }
      count++;
      if (p >= to) {
        if (!final) return NEEDS_MORE;
        break;
      }
      if (bytes[p] !== separator) break;
      p++;
    }
    fields.recordEnd = p;
    if (p < to) {
      if (bytes[p] === CR) {
        if (p + 1 >= to && !final) return NEEDS_MORE;
        if (p + 1 < to && bytes[p + 1] === LF) p++;
      }
      p++;
      breaks++;
    }
    fields.breaks = breaks;
    fields.count = count;
    fields.blank = count === 1 && form[0] === PLAIN && isBlank(bytes, start[0], end[0]);
    return p;
  };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p < end; p++) if (bytes[p] !== SPACE && bytes[p] !== TAB) return false;
  return true;
}

function unclosed(fields: Fields, position: number): number {
  fields.failure = {
    position,
    message: 'A quote opens a field here and is never closed.',
    hint: 'Close it with a quote before the next delimiter; a quote inside a quoted field is written twice.',
  };
  return FAILED;
}
