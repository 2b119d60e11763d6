/** Reads the files of a model. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { KerasConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { ModelFile } from '../../core/keras/types';
import { configError, type LoadedConfig } from '../config/load';

/** Equal stamps, the same files. Throws a `config` error when there is no such file. */
export async function modelStamp(loaded: LoadedConfig, { path }: KerasConfig): Promise<string> {
  const file = resolve(dirname(loaded.file), path);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return [file, found.size, found.mtimeMs].join(' ');
  throw configError(
    loaded,
    ['model', 'path'],
    found
      ? `"model.path" names a folder: ${file}.`
      : `"model.path" names a file that does not exist: ${file}.`,
    'Name the model.json of TensorFlow.js, or the .keras or .h5 file of Keras.',
  );
}

/** Throws `model` and `io` errors that name the file. */
export async function readModelFile(loaded: LoadedConfig, { path }: KerasConfig): Promise<ModelFile> {
  const file = resolve(dirname(loaded.file), path);
  try {
    const { readModel } = await import('../../core/keras/read/registry');
    return await readModel(await bytesOf(file), (name) => bytesOf(resolve(dirname(file), name)));
  } catch (thrown) {
    if (!(thrown instanceof LensError) || thrown.location) throw thrown;
    const { code, message, hint } = thrown;
    throw new LensError(code, message, { hint, location: { file }, cause: thrown });
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new LensError('io', `A file of the model can't be read: ${(cause as Error).message}.`, {
      hint: 'The weight files belong beside the model.json, under the names that it gives them.',
      location: { file },
      cause,
    });
  }
}
