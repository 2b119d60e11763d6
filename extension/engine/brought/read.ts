/** Reads the files of a model. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { KerasConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { ModelFile } from '../../core/keras/types';
import { configError, type LoadedConfig } from '../config/load';
import { vocabularyFile } from './tokens';

/**
 * Equal stamps, the same files. Throws a `config` error when there is no such file.
 * @param parts names of the files beside the model that it was read from
 */
export async function modelStamp(
  loaded: LoadedConfig,
  config: KerasConfig,
  parts: readonly string[],
): Promise<string> {
  const file = modelPath(loaded, config);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) {
    const vocabulary = vocabularyFile(loaded, config) ?? [];
    const beside = parts.map((name) => resolve(dirname(file), name)).concat(vocabulary);
    const others = await Promise.all(beside.map((each) => stat(each).catch(() => undefined)));
    return [found, ...others]
      .map((each, i) => [[file, ...beside][i], each?.size, each?.mtimeMs].join(' '))
      .join('\n');
  }
  throw configError(
    loaded,
    ['model', 'path'],
    found
      ? `"model.path" names a folder: ${file}.`
      : `"model.path" names a file that does not exist: ${file}.`,
    'Name the model.json of TensorFlow.js, or the .keras or .h5 file of Keras.',
  );
}

/** Absolute. */
export function modelPath(loaded: LoadedConfig, { path }: KerasConfig): string {
  return resolve(dirname(loaded.file), path);
}

/** The model, and the names of the files beside it that hold its weights. Throws `model` and `io` errors that name the file. */
export async function readModelFile(file: string): Promise<{ file: ModelFile; parts: string[] }> {
  const parts: string[] = [];
  try {
    const { readModel } = await import('../../core/keras/read/registry');
    const read = await readModel(await bytesOf(file), (name) => {
      parts.push(name);
      return bytesOf(resolve(dirname(file), name));
    });
    return { file: read, parts };
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
