/** Finds the rows of flags in their files as they are now. */
import { toErrorData } from '../../contract/errors';
import type { Engine } from '../engineTypes';
import type { PlacedFlag } from './types';

/** The flags with `place` or `lost`; those that have a place keep it. Never throws: what cannot be looked up stays without either. */
export async function placeFlags(engine: Engine, flags: readonly PlacedFlag[]): Promise<PlacedFlag[]> {
  return Promise.all(flags.map((flag) => (flag.place ? flag : placeFlag(engine, flag))));
}

async function placeFlag(engine: Engine, { flag, file }: PlacedFlag): Promise<PlacedFlag> {
  const { row, line, hash } = flag;
  try {
    // Offsets are not kept: they would change in the flags file with every edit above the row.
    const place = await engine.request('locate', { place: { file, row, line, start: 0, end: 0, hash } });
    return { flag, file, place };
  } catch (thrown) {
    const { message } = toErrorData(thrown);
    return { flag, file, lost: message };
  }
}
