/** Records of a data file on its own, without a dataset: what is at a line, and where a record has gone. */
import { resolve } from 'node:path';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { FileInspection, Params } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import { recordPlace } from '../../core/tables/cells';
import { contentHash } from '../../core/tables/hash';
import { inspect as inspectTable } from '../../core/tables/inspect';
import { isBinaryTable, isLineTable } from '../../core/tables/registry';
import { relocate } from '../../core/tables/relocate';
import { unreadable } from '../dataset/read';
import { readerOf } from '../dataset/readers/registry';
import { indexRecords } from '../dataset/recordIndex';
import { openFile } from '../source';

/** What a data file holds, for setting up a dataset. */
export async function inspect({ file }: Params<'inspect'>, work: Work): Promise<FileInspection> {
  const path = resolve(file);
  const reader = await readerOf(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const stamp = await reader.stamp(path);
  const table = await reader.read(path, { kinds: {}, exclude: [], folders: [] }, work);
  return inspectTable(table, (rows, names) => reader.cells({ path, stamp, table }, rows, names));
}

/** The record that covers a 1-based line; null above the first, and for tables that are no text. A file that is no table is one record. */
export async function recordAt({ file, line }: Params<'recordAt'>, work: Work): Promise<RecordPlace | null> {
  if (isBinaryTable(file)) return null;
  if (!isLineTable(file)) return samplePlace(resolve(file), 0);
  const records = await indexRecords(file, work);
  let low = 0;
  let high = records.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records.line[middle] <= line) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : recordPlace(resolve(file), records, low - 1);
}

/** Where the record that held `place` stands now. Throws `stale` when that cannot be told. */
export async function locate({ place }: Params<'locate'>, work: Work): Promise<RecordPlace> {
  // It stands on no line, and nothing here edits it.
  if (isBinaryTable(place.file)) return place;
  if (!isLineTable(place.file)) return unchangedSample(place);
  return relocate(await indexRecords(place.file, work), place);
}

/** A file that is a record of its own is where it was, or it is another record. */
async function unchangedSample(place: RecordPlace): Promise<RecordPlace> {
  const now = await samplePlace(place.file, place.row);
  if (now.hash === place.hash) return now;
  throw new LensError('stale', `Record ${place.row} has changed.`, {
    hint: 'Run the analysis again.',
    location: { file: place.file },
  });
}

async function samplePlace(file: string, row: number): Promise<RecordPlace> {
  const source = await openFile(file);
  const bytes = await source.read(0, source.size);
  return { file, row, line: 1, start: 0, end: bytes.length, hash: contentHash(bytes) };
}
