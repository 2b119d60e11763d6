/** The kinds of data that can be read. A further one is a file and a line here. */
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { SampleContent } from '../../../core/samples/types';
import { folderReader } from './folder';
import { lineReader } from './lines';
import { npyReader } from './npy';
import { parquetReader } from './parquet';
import { isSampleName, sampleReader } from './sample';
import type { DataReader } from './types';

const BY_EXTENSION: Readonly<Record<string, DataReader>> = { '.parquet': parquetReader, '.npy': npyReader };

/**
 * The reader for a path. Throws what the file system throws for one that is not there.
 * @param content what the folders of the dataset hold: then a file may be one of their kind
 */
export async function readerOf(path: string, content?: SampleContent): Promise<DataReader> {
  if ((await stat(path)).isDirectory()) return folderReader;
  if (content !== undefined && isSampleName(path, content)) return sampleReader;
  const extension = extname(path).toLowerCase();
  return BY_EXTENSION[extension] ?? lineReader;
}
