/** The records of a folder while its samples are read: those that cannot be used get none, and are told. */
import type { Notice } from '../../contract/records';
import { hashRange } from '../tables/hash';
import type { RecordIndex } from '../tables/types';

/** Files that are named one by one. */
const NAMED = 5;

export interface SampleRecords {
  folder: string;
  files: string[];
  sizes: number[];
  hash: Uint32Array;
  skipped: { path: string; reason: string }[];
}

export function createRecords(folder: string, capacity: number): SampleRecords {
  return { folder, files: [], sizes: [], hash: new Uint32Array(2 * capacity), skipped: [] };
}

export function addSample(records: SampleRecords, path: string, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  hashRange(view, 0, bytes.byteLength, records.hash, 2 * records.files.length);
  records.files.push(path);
  records.sizes.push(bytes.byteLength);
}

export function finishRecords({ files, sizes, hash }: SampleRecords): RecordIndex {
  const count = files.length;
  return {
    count,
    start: new Float64Array(count),
    end: Float64Array.from(sizes),
    line: new Int32Array(count).fill(1),
    hash: hash.slice(0, 2 * count),
    files,
  };
}

/** The first few by name, and how many more there are. */
export function skippedNotices({ folder, skipped }: SampleRecords): Notice[] {
  const notices: Notice[] = skipped
    .slice(0, NAMED)
    .map(({ path, reason }) => ({ message: `Skipped: ${reason}.`, file: `${folder}/${path}` }));
  const more = skipped.length - notices.length;
  if (more > 0) notices.push({ message: `${more} more files are skipped, as those above.`, file: folder });
  return notices;
}
