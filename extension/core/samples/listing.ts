/** Which files of a folder are samples, in which order, and of which class. */
import { isImageName, isOtherImageName } from '../images/registry';
import type { Listing, SampleContent } from './types';

/** The sub-folder of the first level, which names the class; undefined for a file beside the sub-folders. */
export function classOfSample(path: string): string | undefined {
  const end = path.indexOf('/');
  return end < 0 ? undefined : path.slice(0, end);
}

/**
 * Sorts what a folder holds: samples in code-unit order of the class folder, then of the path in it, the same everywhere. It is a
 * folder of images when at least half of the files are named as images. Beside sub-folders, files are no samples; in a folder
 * without sub-folders they are samples without a class.
 * @param paths of all files, relative, with slashes; hidden ones left out
 * @param content what a training folder of the same dataset holds
 */
export function listSamples(paths: readonly string[], content?: SampleContent): Listing {
  const pictures = paths.filter((path) => isImageName(path) || isOtherImageName(path)).length;
  const found = content ?? (pictures > 0 && 2 * pictures >= paths.length ? 'images' : 'texts');
  const fits = (path: string): boolean =>
    found === 'images' ? isImageName(path) : !isImageName(path) && !isOtherImageName(path);
  const hasClasses = paths.some((path) => fits(path) && classOfSample(path) !== undefined);
  const isSample = (path: string): boolean =>
    fits(path) && (!hasClasses || classOfSample(path) !== undefined);
  return {
    content: found,
    paths: paths.filter(isSample).sort(byClassThenPath),
    others: paths.filter((path) => !isSample(path)),
  };
}

function byClassThenPath(a: string, b: string): number {
  const classes = compare(classOfSample(a) ?? '', classOfSample(b) ?? '');
  return classes === 0 ? compare(a, b) : classes;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
