/** The bytes of one cache entry: magic, checksum, payload. Whatever does not check is no entry. */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

const MAGIC = Buffer.from('ILENS1\n');
const DIGEST_BYTES = 32;

/** Plain data with typed arrays (whatever structured clone takes) as bytes. */
export function encodeEntry(value: unknown): Buffer {
  const payload = serialize(value);
  return Buffer.concat([MAGIC, digest(payload), payload]);
}

/** The value, or undefined when the bytes are not a whole entry. */
export function decodeEntry(bytes: Buffer): unknown {
  const start = MAGIC.length + DIGEST_BYTES;
  if (bytes.length < start || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const payload = bytes.subarray(start);
  if (!digest(payload).equals(bytes.subarray(MAGIC.length, start))) return undefined;
  try {
    return deserialize(payload);
  } catch {
    // Written by a runtime whose format this one does not read.
    return undefined;
  }
}

function digest(payload: Buffer): Buffer {
  return createHash('sha256').update(payload).digest();
}
