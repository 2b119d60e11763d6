import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LensError } from '../../../contract/errors';
import { listSamples } from '../../../core/samples/listing';
import { readSamples } from '../../../core/samples/read';
import type { Listing, SampleSource } from '../../../core/samples/types';
import { sampleCells, searchSamples } from './sampleCells';
import type { DataReader } from './types';
import { filesBelow, folderStamp } from './walk';

/** Files that are read at the same time. */
const TOGETHER = 32;

/** Folders with one sub-folder per class, a file a sample. */
export const folderReader: DataReader = {
  stamp: folderStamp,
  async read(path, options, work) {
    work.progress({ stage: 'Listing the files' });
    const listing = listSamples(await filesBelow(path), options.content);
    return readSamples(sampleSource(path, listing), options, work);
  },
  cells: sampleCells,
  search: searchSamples,
};

/** The samples of a folder, some files ahead of the one that is asked for. */
export function sampleSource(folder: string, listing: Listing): SampleSource {
  return {
    ...listing,
    name: folder,
    async *contents(signal) {
      const { paths } = listing;
      for (let from = 0; from < paths.length; from += TOGETHER) {
        signal.throwIfAborted();
        yield* await Promise.all(
          paths.slice(from, from + TOGETHER).map((path) => bytesOf(resolve(folder, path))),
        );
      }
    },
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new LensError('io', `The file can't be read: ${(cause as Error).message}.`, {
      hint: 'Check its permissions, and try again when nothing changes the folder.',
      location: { file },
      cause,
    });
  }
}
