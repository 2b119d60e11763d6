import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { RecordCells, RecordRef } from '../../contract/records';
import { cellsOf } from '../dataset/cells';
import type { Dataset, RecordPart } from '../dataset/types';
import type { Engine } from '../session/engine';
import { heldDataset, onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { partOf } from '../session/target';

/** The cells of records, in the order asked for, each with the columns of the training file. */
export function cells(engine: Engine, params: Params<'cells'>, work: Work): Promise<RecordCells[]> {
  const held = heldDataset(engine, params.dataset, params.fingerprint);
  if (held && params.refs.every(({ set }) => set !== 'input')) {
    return inParts(params.refs, (refs) =>
      cellsOfRecords(refs[0].set === 'train' ? held.train : held.test, held, refs),
    );
  }
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    return inParts(params.refs, async (refs) =>
      cellsOfRecords(await partOf(request, dataset, refs[0]), dataset, refs),
    );
  });
}

/** Asks for the records of each part of the dataset together, and puts them back in the order asked for. */
async function inParts(
  refs: readonly RecordRef[],
  cellsOfPart: (refs: RecordRef[]) => Promise<RecordCells[]>,
): Promise<RecordCells[]> {
  const groups = new Map<string, number[]>();
  refs.forEach(({ set, file }, i) => {
    const group = `${set}\n${file ?? ''}`;
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  const answer: RecordCells[] = new Array<RecordCells>(refs.length);
  for (const positions of groups.values()) {
    const found = await cellsOfPart(positions.map((i) => refs[i]));
    positions.forEach((i, at) => (answer[i] = found[at]));
  }
  return answer;
}

/** Throws `stale` when an answer with this fingerprint stood on other data than the files hold now. */
export function requireFingerprint(dataset: Dataset, fingerprint: string | undefined): void {
  if (fingerprint === undefined || fingerprint === dataset.fingerprint) return;
  throw new LensError('stale', 'The data has changed since this was computed.', {
    hint: 'Run it again to see the current data.',
    location: { file: dataset.train.file.path },
  });
}

async function cellsOfRecords(
  { file }: RecordPart,
  dataset: Dataset,
  refs: readonly RecordRef[],
): Promise<RecordCells[]> {
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
