/** Where the records of a file stand, without its columns; kept while the file stays as it is. */
import { resolve } from 'node:path';
import type { Work } from '../../contract/progress';
import { readTable } from '../../core/tables/read';
import type { RecordIndex } from '../../core/tables/types';
import { openFile } from '../source';
import { fileStamp } from './stamp';

/** Files that are remembered: a row is seldom asked for alone. */
const KEPT = 4;
const NO_COLUMNS = { kinds: {}, exclude: [], required: [] };

interface Kept {
  stamp: string;
  records: Promise<RecordIndex>;
}

const kept = new Map<string, Kept>();

/** Throws what opening and reading the file throws. */
export async function indexRecords(file: string, work: Work): Promise<RecordIndex> {
  const path = resolve(file);
  const source = await openFile(path);
  const stamp = await fileStamp(path);
  const known = kept.get(path);
  if (known?.stamp === stamp) return known.records;
  // Others may wait for the same index, so that one who cancels does not end it.
  const unhurried: Work = { signal: new AbortController().signal, progress: work.progress };
  const records = readTable(source, NO_COLUMNS, unhurried).then((table) => table.records);
  kept.delete(path);
  kept.set(path, { stamp, records });
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  records.catch(() => {
    if (kept.get(path)?.records === records) kept.delete(path);
  });
  return records;
}
