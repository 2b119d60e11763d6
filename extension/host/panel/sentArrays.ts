/** The large arrays that a page was sent, so that what stays as it is from one result to the next is not sent again. */
import type { KeptArray, PackedResult } from '../../contract/packed';
import type { ShownResult } from '../../contract/shown';

/** Smaller ones are not worth the name. */
const SMALLEST_BYTES = 1024;

export interface SentArrays {
  /** The result with names instead of the arrays that the page holds; the page holds all others from now on. */
  pack(result: ShownResult): PackedResult;
  /** The page was loaded anew and holds nothing. */
  forget(): void;
}

export function createSentArrays(): SentArrays {
  const sent = new Map<string, Uint8Array>();

  const pack = (value: unknown, path: string): unknown => {
    if (isTypedArray(value)) return packArray(value, path);
    // Lists are of records and columns: there are no arrays over all rows in them.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, pack(inner, `${path}.${key}`)]),
    );
  };

  const packArray = (array: NodeJS.TypedArray, path: string): NodeJS.TypedArray | KeptArray => {
    // An editor sends the whole buffer of an array, and arrays that came from another process share theirs.
    const own = array.byteLength === array.buffer.byteLength ? array : array.slice();
    if (own.byteLength < SMALLEST_BYTES) return own;
    const bytes = new Uint8Array(own.buffer);
    const name = `${path}:${own.constructor.name}`;
    const before = sent.get(name);
    if (before && Buffer.compare(before, bytes) === 0) return { keptArray: name };
    sent.set(name, bytes);
    return own;
  };

  return {
    pack: ({ view, result }) => ({ packed: { view, result: pack(result, view) } }),
    forget: () => sent.clear(),
  };
}

function isTypedArray(value: unknown): value is NodeJS.TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
