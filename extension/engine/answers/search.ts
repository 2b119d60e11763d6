import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { Engine } from '../session/engine';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFingerprint } from './cells';

/** Which training rows contain a text, in any case, as it stands in the file. */
export function search(engine: Engine, params: Params<'search'>, work: Work): Promise<Uint8Array> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    const { file, rows } = dataset.train;
    const wanted = params.text.toLowerCase();
    if (wanted === '') return new Uint8Array(rows.length).fill(1);
    return file.reader.search(file, rows, wanted, work);
  });
}
