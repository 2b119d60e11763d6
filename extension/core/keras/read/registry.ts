/** The kinds of model files. A further one is a file and a line here. */
import type { ModelFile } from '../types';
import { readKeras } from './keras';
import { readH5 } from './h5';
import { readModelJson } from './json';

/** By the first bytes. @param sibling bytes of a file that lies beside the model */
export async function readModel(
  bytes: Uint8Array,
  sibling: (name: string) => Promise<Uint8Array>,
): Promise<ModelFile> {
  if (startsWith(bytes, 'PK')) return readKeras(bytes);
  if (startsWith(bytes, '\x89HDF')) return readH5(bytes);
  return readModelJson(bytes, sibling);
}

function startsWith(bytes: Uint8Array, head: string): boolean {
  return [...head].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}
