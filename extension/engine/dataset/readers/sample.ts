import { basename, dirname, isAbsolute, relative } from 'node:path';
import { isImageName, isOtherImageName } from '../../../core/images/registry';
import { readSamples } from '../../../core/samples/read';
import type { SampleContent } from '../../../core/samples/types';
import { fileStamp } from '../stamp';
import { sampleSource } from './folder';
import { sampleCells, searchSamples } from './sampleCells';
import type { DataReader } from './types';

/** Whether a file is named as a sample of that content; a text may have any name. */
export function isSampleName(path: string, content: SampleContent): boolean {
  return content === 'images' ? isImageName(path) : !isImageName(path) && !isOtherImageName(path);
}

/**
 * One image or text alone. In a folder of the dataset it is the sample of that folder, with the class of its sub-folder; elsewhere
 * it has no class.
 */
export const sampleReader: DataReader = {
  stamp: fileStamp,
  read(path, options, work) {
    const content = options.content ?? 'texts';
    const root = options.folders.find((folder) => isBelow(folder, path)) ?? dirname(path);
    const name = root === dirname(path) ? basename(path) : relative(root, path).replaceAll('\\', '/');
    return readSamples(sampleSource(root, { content, paths: [name], others: [] }), options, work);
  },
  cells: sampleCells,
  search: searchSamples,
};

function isBelow(folder: string, path: string): boolean {
  const inner = relative(folder, path);
  return inner !== '' && !inner.startsWith('..') && !isAbsolute(inner);
}
