import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { InfluenceConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { type Companions, companionsOf } from './companions';
import { type ConfigDocument, type ConfigPath, locate } from './document';
import { nearest } from '../../core/nearest';
import { parseConfig } from './validate';

/** A config with the place of everything in it and the absolute paths of its data files. */
export interface LoadedConfig {
  /** Absolute path of the influence.json. */
  file: string;
  /** Name shown to the user. */
  name: string;
  config: InfluenceConfig;
  document: ConfigDocument;
  trainFile: string;
  /** Absent when a fraction of the training file is held out. */
  testFile?: string;
  /** Further files of each part: the labels of a .npy array, and arrays by the name of their column. */
  companions: { train: Companions; test: Companions };
}

/** Reads and validates an influence.json. Throws `config` and `io` errors that name key, line and fix. */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const file = resolve(path);
  const { config, document } = parseConfig(file, await readText(file));
  const folder = dirname(file);
  const trainFile = resolve(folder, config.train);
  const isFolder = await requireData(document, ['train'], trainFile);
  let testFile: string | undefined;
  if (typeof config.test === 'string') {
    testFile = resolve(folder, config.test);
    if ((await requireData(document, ['test'], testFile)) !== isFolder) {
      const [train, test] = isFolder ? ['folder', 'file'] : ['file', 'folder'];
      throw new LensError('config', `"test" names a ${test}, but "train" a ${train}.`, {
        hint: `Name a ${train} for "test" too, or give the fraction of the training data to hold out.`,
        location: locate(document, ['test']),
      });
    }
  }
  const companions = companionsOf(config, document, folder);
  return { file, name: config.name ?? datasetName(file), config, document, trainFile, testFile, companions };
}

/** An error about a config key, with the place where it stands. */
export function configError(
  loaded: LoadedConfig,
  path: ConfigPath,
  message: string,
  hint: string,
): LensError {
  return new LensError('config', message, { hint, location: locate(loaded.document, path) });
}

/** `spam/influence.json` is `spam`; `spam/small.influence.json` is `small`. */
function datasetName(file: string): string {
  const prefix = basename(file).replace(/\.?influence\.json$/i, '');
  return prefix === '' || prefix === basename(file) ? basename(dirname(file)) : prefix;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new LensError('config', 'There is no such file.', {
        hint: await otherFilesHint(file, (name) => name.endsWith('influence.json')),
        location: { file },
        cause,
      });
    }
    if (code === 'EISDIR') {
      throw new LensError('config', 'This is a folder.', {
        hint: 'Name the influence.json in it.',
        location: { file },
        cause,
      });
    }
    throw new LensError('io', `The file can't be read: ${(cause as Error).message}.`, {
      location: { file },
      cause,
    });
  }
}

/** Whether what the config names there is a folder. Throws when there is nothing. */
async function requireData(document: ConfigDocument, path: ConfigPath, file: string): Promise<boolean> {
  const stats = await stat(file).catch((cause: NodeJS.ErrnoException) => cause);
  const location = locate(document, path);
  if (stats instanceof Error) {
    if (stats.code === 'ENOENT' || stats.code === 'ENOTDIR') {
      throw new LensError('config', `"${path.join('.')}" names a file that does not exist: ${file}.`, {
        hint: await otherFilesHint(file, (name) => /\.(csv|tsv|jsonl|parquet|npy)$/i.test(name)),
        location,
      });
    }
    throw new LensError('io', `"${path.join('.')}" can't be read: ${stats.message}.`, { location });
  }
  return stats.isDirectory();
}

/** What a user may have meant instead of a file that is not there. */
async function otherFilesHint(file: string, fits: (name: string) => boolean): Promise<string> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return `The folder ${folder} does not exist either. Check the path.`;
  const near = nearest(basename(file), names);
  if (near !== undefined) return `Did you mean "${join(folder, near)}"?`;
  const fitting = names.filter(fits).slice(0, 5);
  return fitting.length
    ? `In that folder there are: ${fitting.map((name) => `"${name}"`).join(', ')}.`
    : 'Check the path.';
}
