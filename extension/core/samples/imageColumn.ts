/** A column of image paths as pixels. */
import type { Notice } from '../../contract/records';
import type { Work } from '../../contract/progress';
import { BrokenImage, decodeImage } from '../images/registry';
import { addImage, createStack } from '../images/stack';
import { createPacer } from '../pacing';
import { dataError } from '../tables/problems';
import type { ReadOptions, TableColumn } from '../tables/types';
import { imageColumn, planImages } from './images';
import type { SampleSource } from './types';

/** The images that a column names, and which records name each. */
export interface NamedImages {
  column: string;
  /** The table, as notices name it. */
  file: string;
  records: number;
  /** The distinct images that are there. */
  source: SampleSource;
  /** Records of each of them, ascending. */
  rowsOf: readonly (readonly number[])[];
  /** What the column names and is not there, with the first record that names it. */
  absent: readonly { path: string; line: number }[];
  lineOf: (row: number) => number;
}

/** Problems that are named one by one. */
const NAMED = 5;

/**
 * Decodes each image once. A record whose image is absent or broken is taken as missing, and told. Throws a `data` error when no image
 * can be read.
 */
export async function readNamedImages(
  { column, file, records, source, rowsOf, absent, lineOf }: NamedImages,
  options: ReadOptions,
  work: Work,
): Promise<{ column: TableColumn; notices: Notice[] }> {
  const pacer = createPacer(work);
  const plan = await planImages(source, options.image ?? {}, options.shapes?.[column], work);
  const stack = createStack(records, plan.size, plan.channels, options.pixelBytes);
  const problems = absent.map(({ path, line }) => ({ path, line, reason: 'there is no such file' }));
  let done = 0;
  let read = 0;
  for await (const bytes of source.contents(work.signal)) {
    const [first, ...others] = rowsOf[done];
    try {
      addImage(stack, first, decodeImage(bytes));
      read++;
      const size = stack.size.width * stack.size.height * stack.channels;
      for (const row of others) stack.values.copyWithin(row * size, first * size, (first + 1) * size);
    } catch (thrown) {
      if (!(thrown instanceof BrokenImage)) throw thrown;
      problems.push({ path: source.paths[done], line: lineOf(first), reason: thrown.reason });
    }
    await pacer.pause({ stage: 'Reading the images', fraction: ++done / source.paths.length });
  }
  if (read === 0 && problems.length > 0) {
    const [{ path, line, reason }] = problems;
    throw dataError(
      file,
      `No image of column "${column}" can be used. This is "${path}": ${reason}.`,
      'Name PNG or JPEG files, relative to the folder of the table.',
      { line },
    );
  }
  const notices: Notice[] = problems.slice(0, NAMED).map(({ path, line, reason }) => ({
    message: `The image "${path}" is taken as missing: ${reason}.`,
    file,
    line,
    column,
  }));
  const more = problems.length - notices.length;
  if (more > 0) notices.push({ message: `${more} more images are taken as missing.`, file, column });
  return { column: imageColumn(column, stack, records), notices: [...plan.notices, ...notices] };
}
