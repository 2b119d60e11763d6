/** Records of a data file on its own, without a dataset: what is at a line, and where a record has gone. */
import { resolve } from 'node:path';
import type { Work } from '../../contract/progress';
import type { FileInspection, Params } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import { recordPlace } from '../../core/tables/cells';
import { inspect as inspectSource } from '../../core/tables/inspect';
import { relocate } from '../../core/tables/relocate';
import { indexRecords } from '../dataset/recordIndex';
import { openFile } from '../source';

/** What a data file holds, for setting up a dataset. */
export async function inspect({ file }: Params<'inspect'>, work: Work): Promise<FileInspection> {
  return inspectSource(await openFile(resolve(file)), work);
}

/** The record that covers a 1-based line; null above the first. */
export async function recordAt({ file, line }: Params<'recordAt'>, work: Work): Promise<RecordPlace | null> {
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
  return relocate(await indexRecords(place.file, work), place);
}
