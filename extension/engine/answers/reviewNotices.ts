import type { Notice } from '../../contract/records';
import type { Dataset } from '../dataset/types';

/** What a reviewer of labels should know before fixing any. */
export function reviewNotices({ loaded, train, test }: Dataset): Notice[] {
  if (
    loaded.testFile === undefined ||
    !holdsAll(test.file.table.records.hash, train.file.table.records.hash)
  ) {
    return [];
  }
  return [
    {
      message:
        'The file under review is also the test set: labels fixed to agree with the model make it look better than it is, and its ' +
        'accuracy here says nothing of new data.',
      file: train.file.name,
    },
  ];
}

/** Whether each record of one file is in the other, by content. */
function holdsAll(of: Uint32Array, records: Uint32Array): boolean {
  if (of.length < records.length) return false;
  const held = new Set(hashesOf(of));
  return hashesOf(records).every((hash) => held.has(hash));
}

/** 64-bit content hashes as text. */
function hashesOf(halves: Uint32Array): string[] {
  return Array.from({ length: halves.length / 2 }, (_, i) => `${halves[2 * i]} ${halves[2 * i + 1]}`);
}
