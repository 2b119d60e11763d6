import { resolve } from 'node:path';
import type { ModelInspection, Params } from '../../contract/protocol';
import { inputShapeOf, lookedUp } from '../../core/keras/topology';
import { readModelFile } from '../brought/read';

/** What a trained model takes, by its file alone. Throws `model` and `io` errors that name the file. */
export async function inspectModel({ file }: Params<'inspectModel'>): Promise<ModelInspection> {
  const path = resolve(file);
  const { topology } = (await readModelFile(path)).file;
  const shape = inputShapeOf(topology);
  const known = lookedUp(topology);
  // The words of a text are one row of numbers.
  if (shape.length !== 1 || !Number.isFinite(known)) return { file: path };
  return { file: path, words: { known, length: shape[0] } };
}
