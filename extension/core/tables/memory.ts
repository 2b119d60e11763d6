/** A file that is in memory: for samples, and to read bytes that never were a file. */
import type { ByteSource } from './types';

export function memorySource(name: string, bytes: Uint8Array, chunkSize = 4 * 1024 * 1024): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks(signal, start = 0) {
      for (let from = start; from < bytes.length; from += chunkSize) {
        signal.throwIfAborted();
        yield bytes.subarray(from, Math.min(bytes.length, from + chunkSize));
      }
    },
    read: (start, end) => Promise.resolve(bytes.slice(start, end)),
  };
}
