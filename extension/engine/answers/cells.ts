import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { RecordCells, RecordRef } from '../../contract/records';
import { cellsOf } from '../dataset/cells';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { type DatasetRequest, onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { partOf } from '../session/target';

/** The cells of records, in the order asked for, each with the columns of the training file. */
export function cells(engine: Engine, params: Params<'cells'>, work: Work): Promise<RecordCells[]> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    const groups = new Map<string, number[]>();
    params.refs.forEach(({ set, file }, i) => {
      const group = `${set}\n${file ?? ''}`;
      groups.set(group, [...(groups.get(group) ?? []), i]);
    });
    const answer: RecordCells[] = new Array<RecordCells>(params.refs.length);
    for (const positions of groups.values()) {
      const refs = positions.map((i) => params.refs[i]);
      const found = await cellsOfPart(request, dataset, refs);
      positions.forEach((i, at) => (answer[i] = found[at]));
    }
    return answer;
  });
}

/** Throws `stale` when an answer with this fingerprint stood on other data than the files hold now. */
export function requireFingerprint(dataset: Dataset, fingerprint: string | undefined): void {
  if (fingerprint === undefined || fingerprint === dataset.fingerprint) return;
  throw new LensError('stale', 'The data has changed since this was computed.', {
    hint: 'Run it again to see the current data.',
    location: { file: dataset.train.file.path },
  });
}

async function cellsOfPart(
  request: DatasetRequest,
  dataset: Dataset,
  refs: readonly RecordRef[],
): Promise<RecordCells[]> {
  const { file } = await partOf(request, dataset, refs[0]);
  const { count } = file.table.records;
  const outside = refs.find(({ row }) => !Number.isInteger(row) || row < 0 || row >= count);
  if (outside) {
    throw new LensError('data', `There is no record ${outside.row}.`, {
      hint: `The file holds ${count} records.`,
      location: { file: file.path },
    });
  }
  return cellsOf(file, refs, dataset.train.file.table.layout.names);
}
