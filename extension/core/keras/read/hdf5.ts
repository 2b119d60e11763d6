/** HDF5 files as Keras writes them. */
import { type Dataset, File, type Group } from 'jsfive';
import { LensError } from '../../../contract/errors';

export type { Group } from 'jsfive';

/** Throws a `model` error for a file that is none. */
export function openHdf5(bytes: Uint8Array): Group {
  try {
    return new File(bytes.slice().buffer);
  } catch (cause) {
    throw new LensError('model', `The HDF5 file can't be read: ${(cause as Error).message}.`, { cause });
  }
}

export function groupAt(group: Group, path: string): Group | undefined {
  const found = child(group, path);
  return found && !isDataset(found) ? found : undefined;
}

/** Throws a `model` error when it is not there. */
export function tensorAt(group: Group, path: string): { shape: number[]; values: Float32Array } {
  const found = child(group, path);
  if (!found || !isDataset(found))
    throw new LensError('model', `The file holds no weights "${path}".`, {
      hint: 'Save the whole model, not its weights or its description alone.',
    });
  return { shape: [...found.shape], values: Float32Array.from(found.value) };
}

function child(group: Group, path: string): Group | Dataset | undefined {
  // It throws for what is not there, at any depth.
  try {
    return group.get(path) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A data set of jsfive is an array, so it has keys, too. */
function isDataset(found: Group | Dataset): found is Dataset {
  return 'shape' in found;
}
