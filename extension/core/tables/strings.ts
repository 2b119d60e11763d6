/** Distinct strings kept as UTF-8 in one buffer, each under a number. Looking one up makes no string. */
import { extended } from './arrays';
import { decodeUtf8 } from './encoding';
import type { PackedStrings } from './types';

export interface Interner {
  count: number;
  bytes: Uint8Array;
  used: number;
  ends: Float64Array;
  hashes: Int32Array;
  /** Open addressing: number + 1, or 0 where free; a power of two, at most half full. */
  slots: Int32Array;
}

export function createInterner(): Interner {
  return {
    count: 0,
    bytes: new Uint8Array(1024),
    used: 0,
    ends: new Float64Array(64),
    hashes: new Int32Array(64),
    slots: new Int32Array(256),
  };
}

/** FNV-1a with a final mix, so that the low bits depend on every byte. */
export function hashString(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5 | 0;
  for (let p = start; p < end; p++) h = Math.imul(h ^ bytes[p], 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

function matches(interner: Interner, id: number, bytes: Uint8Array, start: number, end: number): boolean {
  const from = id === 0 ? 0 : interner.ends[id - 1];
  const length = end - start;
  if (interner.ends[id] - from !== length) return false;
  const own = interner.bytes;
  for (let i = 0; i < length; i++) if (own[from + i] !== bytes[start + i]) return false;
  return true;
}

/** The slot that holds the string, or the free one where it belongs. */
function findSlot(interner: Interner, hash: number, bytes: Uint8Array, start: number, end: number): number {
  const { slots, hashes } = interner;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const id = slots[slot] - 1;
    if (id < 0 || (hashes[id] === hash && matches(interner, id, bytes, start, end))) return slot;
    slot = (slot + 1) & mask;
  }
}

/** The number of the string, −1 when it has none. */
export function findString(interner: Interner, bytes: Uint8Array, start: number, end: number): number {
  return interner.slots[findSlot(interner, hashString(bytes, start, end), bytes, start, end)] - 1;
}

/** The number of the string; a new one gets the next number. */
export function internString(interner: Interner, bytes: Uint8Array, start: number, end: number): number {
  const hash = hashString(bytes, start, end);
  const slot = findSlot(interner, hash, bytes, start, end);
  const known = interner.slots[slot] - 1;
  if (known >= 0) return known;
  const id = interner.count++;
  if (id === interner.ends.length) {
    interner.ends = extended(interner.ends, new Float64Array(2 * id));
    interner.hashes = extended(interner.hashes, new Int32Array(2 * id));
  }
  const used = interner.used + end - start;
  if (used > interner.bytes.length) {
    interner.bytes = extended(interner.bytes, new Uint8Array(Math.max(used, 2 * interner.bytes.length)));
  }
  if (end - start < 32) {
    for (let i = start, w = interner.used; i < end; i++, w++) interner.bytes[w] = bytes[i];
  } else {
    interner.bytes.set(bytes.subarray(start, end), interner.used);
  }
  interner.used = used;
  interner.ends[id] = used;
  interner.hashes[id] = hash;
  interner.slots[slot] = id + 1;
  if (2 * interner.count > interner.slots.length) rehash(interner);
  return id;
}

function rehash(interner: Interner): void {
  const slots = new Int32Array(4 * interner.slots.length);
  const mask = slots.length - 1;
  for (let id = 0; id < interner.count; id++) {
    let slot = interner.hashes[id] & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
  interner.slots = slots;
}

export function packedStrings(interner: Interner): PackedStrings {
  const { count, bytes, used, ends } = interner;
  return { count, bytes: bytes.slice(0, used), ends: ends.slice(0, count) };
}

/** Start of string `id` in `bytes`. */
export function startOfString(strings: { ends: Float64Array }, id: number): number {
  return id === 0 ? 0 : strings.ends[id - 1];
}

/** String `id`. */
export function stringAt(strings: { bytes: Uint8Array; ends: Float64Array }, id: number): string {
  return decodeUtf8(strings.bytes, startOfString(strings, id), strings.ends[id]);
}
