/**
 * Content hash of a record's bytes: the first 64 bits of MurmurHash3 x86_128 (Appleby), seed 0. Not cryptographic; it tells
 * records apart, and tells whether one has changed.
 */

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function finish(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The `count` (0 to 4) bytes from `from` as a little-endian word. */
function partialWord(view: DataView, from: number, count: number): number {
  let word = 0;
  for (let i = 0; i < count; i++) word |= view.getUint8(from + i) << (8 * i);
  return word;
}

/** Writes the hash of bytes [start, end) of `view` to `out[at]` (high half) and `out[at + 1]` (low half). */
export function hashRange(view: DataView, start: number, end: number, out: Uint32Array, at: number): void {
  const length = end - start;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  let p = start;
  for (const stop = start + (length - (length % 16)); p < stop; p += 16) {
    h1 ^= Math.imul(rotate(Math.imul(view.getInt32(p, true), C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(view.getInt32(p + 4, true), C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(view.getInt32(p + 8, true), C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(view.getInt32(p + 12, true), C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  const rest = end - p;
  const take = (skip: number): number => partialWord(view, p + skip, Math.max(0, Math.min(4, rest - skip)));
  h4 ^= Math.imul(rotate(Math.imul(take(12), C4), 18), C1);
  h3 ^= Math.imul(rotate(Math.imul(take(8), C3), 17), C4);
  h2 ^= Math.imul(rotate(Math.imul(take(4), C2), 16), C3);
  h1 ^= Math.imul(rotate(Math.imul(take(0), C1), 15), C2);
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = (h1 + h2 + finish(h3) + finish(h4)) | 0;
  out[at] = h1;
  out[at + 1] = h2 + h1;
}

/** 16 hex digits of the hash at `hash[at]`, `hash[at + 1]`. */
export function hashText(hash: Uint32Array, at: number): string {
  return hash[at].toString(16).padStart(8, '0') + hash[at + 1].toString(16).padStart(8, '0');
}

/** The two halves of a hash of 16 hex digits. */
export function parseHash(text: string): [high: number, low: number] {
  return [parseInt(text.slice(0, 8), 16), parseInt(text.slice(8), 16)];
}

/** The content hash of one record's bytes, 16 hex digits. */
export function contentHash(bytes: Uint8Array): string {
  const out = new Uint32Array(2);
  hashRange(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.byteLength, out, 0);
  return hashText(out, 0);
}
