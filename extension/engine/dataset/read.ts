import { isAbsolute, relative, resolve } from 'node:path';
import type { ImageConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { ImageOptions } from '../../core/images/types';
import type { ReadableKind, Table } from '../../core/tables/types';
import { takesColumn } from '../brought/columns';
import { contentKey } from '../cache/key';
import { configError, type LoadedConfig } from '../config/load';
import { withArrays } from './arrays';
import { labelColumn, labelsIn } from './labels';
import { readerOf } from './readers/registry';
import type { DataOptions } from './readers/types';
import { stratifiedSplit } from './split';
import type { DataFile, Dataset, RecordPart } from './types';

/**
 * Reads the data files of a config and parts the records. Throws `data`, `config` and `memory` errors with file, line and fix.
 * @param pixelBytes that the pixels of a file's images may take
 */
export async function readDataset(
  loaded: LoadedConfig,
  seed: number,
  pixelBytes: number,
  work: Work,
): Promise<Dataset> {
  const { config } = loaded;
  const options = { ...trainingOptions(loaded), pixelBytes };
  const trainFile = await readPart(loaded, loaded.trainFile, 'train', options, work);
  const column = labelColumn(trainFile.table, config.label);
  if (!column) {
    throw new LensError('internal', `The label column "${config.label}" of ${trainFile.path} was not read.`);
  }
  const classes = column.categories;
  const { train, test } =
    loaded.testFile === undefined
      ? heldOut(loaded, trainFile, column.codes, classes, seed)
      : {
          train: wholeFile(trainFile, column.codes),
          test: await testPart(loaded, loaded.testFile, trainFile.table, classes, pixelBytes, work),
        };
  return { loaded, seed, train, test, classes, fingerprint: fingerprintOf(train, test) };
}

/**
 * How a file with records like those of the training file is read: its columns, of the same kinds; those that the model does not take
 * are optional, and so is a label.
 */
export function optionsLike(loaded: LoadedConfig, training: Table): DataOptions {
  const { label, features } = loaded.config;
  const columns = training.columns.filter(
    ({ name }) => name !== label && !Object.hasOwn(features.arrays, name),
  );
  const names = columns.filter(({ kind }) => kind !== 'identifier').map(({ name }) => name);
  const { format } = training;
  return {
    label: loaded.config.label,
    labelOptional: true,
    kinds: Object.fromEntries(columns.map((column): [string, ReadableKind] => [column.name, column.kind])),
    exclude: loaded.config.features.exclude,
    required: names.filter((name) => takesColumn(loaded, name)),
    optional: names.filter((name) => !takesColumn(loaded, name)),
    shapes: Object.fromEntries(
      training.columns.flatMap((column) => ('shape' in column ? [[column.name, column.shape]] : [])),
    ),
    content: format === 'images' || format === 'texts' ? format : undefined,
    folders: [loaded.testFile, loaded.trainFile].filter((file) => file !== undefined),
  };
}

/** Reads the data of a part with the files beside it. */
async function readPart(
  loaded: LoadedConfig,
  path: string,
  part: 'train' | 'test',
  options: DataOptions,
  work: Work,
): Promise<DataFile> {
  const { labels, arrays } = loaded.companions[part];
  const file = await readDataFile(loaded, path, { ...options, labels }, work);
  if (arrays.size === 0) return file;
  return { ...file, table: await withArrays(file.table, arrays, options.shapes) };
}

/** Reads one file or folder. Throws an `io` error when it changes meanwhile. */
export async function readDataFile(
  loaded: LoadedConfig,
  path: string,
  options: DataOptions,
  work: Work,
): Promise<DataFile> {
  const { reader, stamp } = await stampedReader(path, options.content).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const table = await reader.read(path, options, work);
  if ((await reader.stamp(path).catch(() => '')) !== stamp) {
    throw new LensError('io', 'The file changed while it was read.', {
      hint: 'Try again when it is written.',
      location: { file: path },
    });
  }
  // Of one sample it is the folder.
  const root = table.file;
  return { path: root, name: shownName(loaded, root), stamp, table, reader };
}

/** Equal stamps, the same content. Throws an `io` error for a file that is not there. */
export async function stampOf(path: string): Promise<string> {
  return readerOf(path)
    .then((reader) => reader.stamp(path))
    .catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
}

async function stampedReader(path: string, content: DataOptions['content']) {
  const reader = await readerOf(path, content);
  return { reader, stamp: await reader.stamp(path) };
}

/** What the file system says of a path, in a user's words. */
export function unreadable(file: string, cause: unknown): LensError {
  const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new LensError(
    'io',
    missing ? 'There is no such file.' : `The file can't be read: ${(cause as Error).message}.`,
    {
      hint: missing ? 'Check the path.' : 'Check its permissions.',
      location: { file },
      cause,
    },
  );
}

/** Relative to the config's folder with slashes, as a config names files; absolute where it is not below. */
function shownName(loaded: LoadedConfig, path: string): string {
  const folder = resolve(loaded.file, '..');
  const name = relative(folder, path) || '.';
  return name.startsWith('..') || isAbsolute(name) ? path : name.replaceAll('\\', '/');
}

function trainingOptions({ config }: LoadedConfig): DataOptions {
  const { columns, exclude, image } = config.features;
  return { label: config.label, kinds: columns, exclude, image: imageOptions(image), folders: [] };
}

function imageOptions({ size, channels }: ImageConfig): ImageOptions {
  if (size === undefined) return { channels };
  const [width, height] = typeof size === 'number' ? [size, size] : size;
  return { size: { width, height }, channels };
}

function wholeFile(file: DataFile, labels: Int32Array): RecordPart {
  return { file, rows: Int32Array.from(labels.keys()), labels };
}

function heldOut(
  loaded: LoadedConfig,
  file: DataFile,
  labels: Int32Array,
  classes: readonly string[],
  seed: number,
): { train: RecordPart; test: RecordPart } {
  const fraction = loaded.config.test as number;
  const split = stratifiedSplit(labels, classes.length, fraction, seed);
  if (split.test.length === 0) {
    throw configError(
      loaded,
      ['test'],
      `A share of ${fraction} of ${labels.length} records holds out none.`,
      'Give a larger share or a test file.',
    );
  }
  const part = (rows: Int32Array): RecordPart => ({ file, rows, labels: rows.map((row) => labels[row]) });
  return { train: part(split.train), test: part(split.test) };
}

async function testPart(
  loaded: LoadedConfig,
  path: string,
  training: Table,
  classes: readonly string[],
  pixelBytes: number,
  work: Work,
): Promise<RecordPart> {
  const options = { ...optionsLike(loaded, training), pixelBytes };
  const file = await readPart(loaded, path, 'test', options, work);
  return wholeFile(file, labelsIn(classes, file.table, loaded.config.label, path));
}

function fingerprintOf(train: RecordPart, test: RecordPart): string {
  const parts = [train, test].flatMap(({ file: { table }, rows }) => [
    table.columns.map(({ name, kind }) => [name, kind]),
    table.records.hash,
    // The class of a sample is in its path, not in its bytes.
    table.records.files ?? [],
    // Nor are pixels and numbers of other files in the bytes of a record that names them.
    ...table.columns.flatMap((column) => ('shape' in column ? [column.shape, column.values] : [])),
    rows,
  ]);
  return contentKey(...parts);
}
