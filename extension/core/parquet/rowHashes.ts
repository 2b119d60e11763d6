/** Content hashes of records that stand in no bytes of their own. */
import { hashRange } from '../tables/hash';
import { textOfValue } from './values';

export interface RowHashes {
  /** As in `RecordIndex`. */
  hash: Uint32Array;
  /** Mixes the next value of a record into its hash. */
  add(row: number, value: unknown): void;
}

export function createRowHashes(count: number): RowHashes {
  const hash = new Uint32Array(2 * count);
  const own = new Uint32Array(2);
  const both = new DataView(new ArrayBuffer(16));
  const encoder = new TextEncoder();
  return {
    hash,
    add(row, value) {
      const bytes =
        numbersIn(value) ??
        encoder.encode(`${value === null || value === undefined ? '' : '.'}${textOfValue(value)}`);
      hashRange(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.byteLength, own, 0);
      both.setUint32(0, hash[2 * row]);
      both.setUint32(4, hash[2 * row + 1]);
      both.setUint32(8, own[0]);
      both.setUint32(12, own[1]);
      hashRange(both, 0, 16, hash, 2 * row);
    },
  };
}

/** The bytes of a flat array of numbers; undefined for whatever else. */
function numbersIn(value: unknown): Float64Array | undefined {
  if (!Array.isArray(value) || typeof value[0] !== 'number') return undefined;
  return Float64Array.from(value as number[]);
}
