/** Where the rows of a ranking are: in the training file, or each in a file of its own. */
import { isDataFile } from '../datasets/candidates';
import type { DatasetRef, MislabelsResult } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import type { Engine } from '../engineTypes';
import { placeIn } from './queue';

/** Rows of a text file are found by their content alone; of others the engine tells the place, unless the data changed. */
export async function rowPlace(
  engine: Engine,
  dataset: DatasetRef,
  result: MislabelsResult,
  position: number,
): Promise<RecordPlace> {
  if (hasRowsOfText(result)) return placeIn(result, position);
  const [record] = await engine.request('cells', {
    dataset,
    refs: [{ set: 'train', row: result.training.row[position] }],
    fingerprint: result.head.dataset.fingerprint,
  });
  return record.place;
}

/** Whether labels stand in a text file, where they can be changed. */
export function hasRowsOfText({ file }: MislabelsResult): boolean {
  return isDataFile(file);
}
