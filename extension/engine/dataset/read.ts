import { isAbsolute, relative, resolve } from 'node:path';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import { readTable } from '../../core/tables/read';
import type { ReadableKind, ReadOptions, Table } from '../../core/tables/types';
import { contentKey } from '../cache/key';
import { configError, type LoadedConfig } from '../config/load';
import { openFile } from '../source';
import { labelColumn, labelsIn } from './labels';
import { stratifiedSplit } from './split';
import { fileStamp } from './stamp';
import type { DataFile, Dataset, RecordPart } from './types';

/** Reads the data files of a config and parts the records. Throws `data` and `config` errors with file, line and fix. */
export async function readDataset(loaded: LoadedConfig, seed: number, work: Work): Promise<Dataset> {
  const { config } = loaded;
  const trainFile = await readDataFile(loaded, loaded.trainFile, trainingOptions(loaded), work);
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
          test: await testPart(loaded, loaded.testFile, trainFile.table, classes, work),
        };
  return { loaded, seed, train, test, classes, fingerprint: fingerprintOf(train, test) };
}

/** How a file with records like those of the training file is read: its columns, of the same kinds; a label is optional. */
export function optionsLike(loaded: LoadedConfig, training: Table): ReadOptions {
  const columns = training.columns.filter((column) => column.name !== loaded.config.label);
  return {
    label: loaded.config.label,
    labelOptional: true,
    kinds: Object.fromEntries(columns.map((column): [string, ReadableKind] => [column.name, column.kind])),
    exclude: loaded.config.features.exclude,
    required: columns.filter((column) => column.kind !== 'identifier').map((column) => column.name),
  };
}

/** Reads one file. Throws an `io` error when it changes meanwhile. */
export async function readDataFile(
  loaded: LoadedConfig,
  path: string,
  options: ReadOptions,
  work: Work,
): Promise<DataFile> {
  const stamp = await fileStamp(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const source = await openFile(path);
  const table = await readTable(source, options, work);
  if ((await fileStamp(path).catch(() => '')) !== stamp) {
    throw new LensError('io', 'The file changed while it was read.', {
      hint: 'Try again when it is written.',
      location: { file: path },
    });
  }
  return { path, name: shownName(loaded, path), stamp, table };
}

function unreadable(file: string, cause: unknown): LensError {
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
  const name = relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? path : name.replaceAll('\\', '/');
}

function trainingOptions({ config }: LoadedConfig): ReadOptions {
  return { label: config.label, kinds: config.features.columns, exclude: config.features.exclude };
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
  work: Work,
): Promise<RecordPart> {
  const file = await readDataFile(loaded, path, optionsLike(loaded, training), work);
  return wholeFile(file, labelsIn(classes, file.table, loaded.config.label, path));
}

function fingerprintOf(train: RecordPart, test: RecordPart): string {
  const parts = [train, test].flatMap(({ file: { table }, rows }) => [
    table.columns.map(({ name, kind }) => [name, kind]),
    table.records.hash,
    rows,
  ]);
  return contentKey(...parts);
}
