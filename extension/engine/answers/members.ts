import type { GroupCondition } from '../../contract/groups';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { Dataset } from '../dataset/types';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { heldDataset, onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFingerprint } from './cells';

/** Which training rows meet all conditions; none is an error that says what there is. */
export function members(engine: Engine, params: Params<'members'>, work: Work): Promise<Uint8Array> {
  const held = heldDataset(engine, params.dataset, params.fingerprint);
  if (held) return Promise.resolve().then(() => maskOf(held, params.where));
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    return maskOf(dataset, params.where);
  });
}

function maskOf(dataset: Dataset, where: GroupCondition[]): Uint8Array {
  const mask = new Uint8Array(dataset.train.rows.length);
  for (const at of groupMembers(dataset, { where })) mask[at] = 1;
  return mask;
}
