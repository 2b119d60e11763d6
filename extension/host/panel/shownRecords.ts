/** The columns of a dataset and records of it, as a view shows them beside its answer. */
import type { DocumentHead } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { DatasetRef } from '../../contract/protocol';
import type { ColumnKind, RecordCells, RecordRef } from '../../contract/records';
import type { Services } from '../services';

export interface ShownRecords {
  columns: { name: string; kind: ColumnKind }[];
  /** In the order of `refs`. */
  records: RecordCells[];
}

/** Throws `stale` when the files do not hold any more what the answer with this head stands on. */
export async function shownRecords(
  { engine }: Services,
  dataset: DatasetRef,
  { dataset: { fingerprint } }: DocumentHead,
  refs: RecordRef[],
  work: Work,
): Promise<ShownRecords> {
  const { columns } = await engine.request('info', { dataset }, work);
  const records = await engine.request('cells', { dataset, refs, fingerprint }, work);
  return { columns: columns.map(({ name, kind }) => ({ name, kind })), records };
}
