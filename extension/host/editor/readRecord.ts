/** Reads one record straight from its file. */
import { open } from 'node:fs/promises';
import type { RecordPlace } from '../../contract/records';
import { decodeRecord } from './decodeRecord';

/** Above this the editor gives a document to no extension. */
export const SYNC_LIMIT = 50 * 1024 * 1024;

export interface DiskRecord {
  /** With the line ends of the file. */
  text: string;
  /** Bytes of the whole file. */
  size: number;
}

export async function readRecord({ file, start, end }: RecordPlace): Promise<DiskRecord> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = new Uint8Array(Math.min(size, 3));
    await handle.read(head, 0, head.length, 0);
    const bytes = new Uint8Array(end - start);
    await handle.read(bytes, 0, bytes.length, start);
    return { text: decodeRecord(bytes, head), size };
  } finally {
    await handle.close();
  }
}
