import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { Engine } from '../session/engine';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';

/** Whether the files still hold the records that an answer with this fingerprint stood on. */
export function fresh(engine: Engine, params: Params<'fresh'>, work: Work): Promise<boolean> {
  return onDataset(
    engine,
    params.dataset,
    work,
    async (request) => (await currentDataset(request)).fingerprint === params.fingerprint,
  );
}
