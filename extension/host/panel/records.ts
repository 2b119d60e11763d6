/** Records behind the shown result. */
import { LensError } from '../../contract/errors';
import type { PanelResult } from '../../contract/panel';
import type { Work } from '../../contract/progress';
import type { DatasetRef } from '../../contract/protocol';
import type { RecordCells, RecordRef } from '../../contract/records';
import type { Services } from '../services';
import { requireRanked } from './reviewed';

/** Cells of records. Throws `stale` when the files do not hold any more what the result stands on. */
export async function fetchRecords(
  services: Services,
  shown: PanelResult,
  dataset: DatasetRef,
  refs: RecordRef[],
  work?: Partial<Work>,
): Promise<RecordCells[]> {
  if (shown.view !== 'review') {
    const { fingerprint } = shown.result.head.dataset;
    return services.engine.request('cells', { dataset, refs, fingerprint }, work);
  }
  // Labels change while they are reviewed, so the file as a whole is another one: each record is recognised by its content.
  const records = await services.engine.request('cells', { dataset, refs }, work);
  requireRanked(services, shown.result, records);
  return records;
}

export function staleError(): LensError {
  return new LensError('stale', 'The data changed since this was computed.', { hint: 'Run it again.' });
}
