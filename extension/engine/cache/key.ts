import { createHash } from 'node:crypto';

/** One part of a key: text, plain JSON data (its key order counts) or the bytes of an array. */
export type KeyPart = string | number | boolean | null | NodeJS.ArrayBufferView | readonly unknown[] | object;

/** A content hash of all parts, 32 hex digits. Parts can't run into each other: each carries its type and length. */
export function contentKey(...parts: KeyPart[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (isBytes(part)) {
      hash.update(`bytes ${part.byteLength}\n`);
      hash.update(part);
    } else {
      const text = JSON.stringify(part);
      hash.update(`json ${Buffer.byteLength(text)}\n`);
      hash.update(text);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

function isBytes(part: KeyPart): part is NodeJS.ArrayBufferView {
  return ArrayBuffer.isView(part);
}
