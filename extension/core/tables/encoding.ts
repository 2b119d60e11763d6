/** Character encodings of data files. Everything after this file sees UTF-8. */
import type { Encoding } from './types';

/** The encoding that a file's first bytes announce, and the length of the mark that does. */
export function detectEncoding(head: Uint8Array): { encoding: Encoding; markLength: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  return { encoding: 'utf-8', markLength: 0 };
}

/** Bytes that `codePoint` takes in UTF-8, written to `out` from `at` on; returns where the next goes. */
export function writeUtf8(codePoint: number, out: Uint8Array, at: number): number {
  let p = at;
  if (codePoint < 0x80) {
    out[p++] = codePoint;
    return p;
  }
  if (codePoint < 0x800) {
    out[p++] = 0xc0 | (codePoint >> 6);
  } else {
    if (codePoint < 0x10000) {
      out[p++] = 0xe0 | (codePoint >> 12);
    } else {
      out[p++] = 0xf0 | (codePoint >> 18);
      out[p++] = 0x80 | ((codePoint >> 12) & 0x3f);
    }
    out[p++] = 0x80 | ((codePoint >> 6) & 0x3f);
  }
  out[p++] = 0x80 | (codePoint & 0x3f);
  return p;
}

const REPLACEMENT = 0xfffd;

/**
 * UTF-16 bytes [from, to) as UTF-8 in `out` from `at` on (room for 3 bytes a unit). A high surrogate at the end is left for the
 * next call unless `final`; a surrogate without its partner becomes U+FFFD. Returns how far it read and wrote.
 */
export function utf16ToUtf8(
  bytes: Uint8Array,
  from: number,
  to: number,
  bigEndian: boolean,
  final: boolean,
  out: Uint8Array,
  at: number,
): { read: number; written: number } {
  const low = bigEndian ? 1 : 0;
  const high = 1 - low;
  let p = from;
  let w = at;
  while (p + 1 < to) {
    let point = bytes[p + low] | (bytes[p + high] << 8);
    let size = 2;
    if (point >= 0xd800 && point < 0xe000) {
      if (point < 0xdc00 && p + 3 >= to && !final) break;
      const next = point < 0xdc00 && p + 3 < to ? bytes[p + 2 + low] | (bytes[p + 2 + high] << 8) : 0;
      if (next >= 0xdc00 && next < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (next - 0xdc00);
        size = 4;
      } else {
        point = REPLACEMENT;
      }
    }
    w = writeUtf8(point, out, w);
    p += size;
  }
  return { read: p, written: w };
}

/** Bytes in UTF-16 of the valid UTF-8 bytes [from, to): two a character, four outside the basic plane. */
export function utf16Length(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let p = from; p < to; p++) {
    const byte = bytes[p];
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return 2 * units;
}

/** Length of the well-formed UTF-8 sequence at `p` (RFC 3629, section 4); 0 when there is none. */
function sequenceLength(bytes: Uint8Array, p: number, end: number): number {
  const lead = bytes[p];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (p + length > end) return 0;
  const second = bytes[p + 1];
  const from = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const to = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < from || second > to) return 0;
  for (let i = 2; i < length; i++) if ((bytes[p + i] & 0xc0) !== 0x80) return 0;
  return length;
}

export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  let p = start;
  while (p < end) {
    const length = sequenceLength(bytes, p, end);
    if (length === 0) return false;
    p += length;
  }
  return true;
}

/** Code points of Windows-1252 from 0x80 to 0x9f (WHATWG encoding standard); all others stand for themselves. */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
];

/** Windows-1252 bytes [start, end) as UTF-8. */
export function windows1252ToUtf8(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(3 * (end - start));
  let w = 0;
  for (let p = start; p < end; p++) {
    const byte = bytes[p];
    w = writeUtf8(byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : byte, out, w);
  }
  return out.subarray(0, w);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 bytes [start, end) as a string. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decoder.decode(bytes.subarray(start, end));
}
