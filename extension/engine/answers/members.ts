import { LensError } from '../../contract/errors';
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
  return ofDataset(engine, params, work, (dataset) => {
    const mask = new Uint8Array(dataset.train.rows.length);
    for (const at of groupMembers(dataset, { where: params.where })) mask[at] = 1;
    return mask;
  });
}

/** How many they are; 0 where none is. */
export function memberCount(engine: Engine, params: Params<'memberCount'>, work: Work): Promise<number> {
  return ofDataset(engine, params, work, (dataset) => {
    try {
      return groupMembers(dataset, { where: params.where }).length;
    } catch (error) {
      if (error instanceof LensError && ['data', 'usage'].includes(error.code)) return 0;
      throw error;
    }
  });
}

function ofDataset<T>(
  engine: Engine,
  { dataset: ref, fingerprint }: Params<'members'>,
  work: Work,
  use: (dataset: Dataset) => T,
): Promise<T> {
  const held = heldDataset(engine, ref, fingerprint);
  if (held) return Promise.resolve().then(() => use(held));
  return onDataset(engine, ref, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, fingerprint);
    return use(dataset);
  });
}
