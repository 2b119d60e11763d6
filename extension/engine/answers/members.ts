import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFingerprint } from './cells';

/** Which training rows meet all conditions; none is an error that says what there is. */
export function members(engine: Engine, params: Params<'members'>, work: Work): Promise<Uint8Array> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    const mask = new Uint8Array(dataset.train.rows.length);
    for (const at of groupMembers(dataset, { where: params.where })) mask[at] = 1;
    return mask;
  });
}
