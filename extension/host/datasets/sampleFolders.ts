/** Datasets of folders: where their samples lie. */
import { readdir } from 'node:fs/promises';
import { dirname, extname, isAbsolute, join, relative } from 'node:path';
import type { Dataset } from './types';

/** Whether a path in an influence.json names a folder of samples: it has no extension of a table. */
export function namesFolder(path: string): boolean {
  return !/^\.(csv|tsv|tab|jsonl|ndjson|parquet|npy)$/i.test(extname(path));
}

/** Whether a file is an image that the engine reads. */
export function isImageFile(path: string): boolean {
  return /\.(png|jpe?g)$/i.test(path);
}

/** Whether a file is `part` of a dataset, or a sample in that folder. */
export function holdsFile(part: string | undefined, file: string): boolean {
  if (part === undefined) return false;
  if (part === file) return true;
  const inner = relative(part, file);
  return namesFolder(part) && !inner.startsWith('..') && !isAbsolute(inner);
}

/** The folders of samples of datasets, each with its sub-folders: where a menu offers to explain a file. */
export async function sampleFolders(datasets: readonly Dataset[]): Promise<string[]> {
  const roots = datasets
    .flatMap(({ train, test }) => [train?.fsPath, test?.fsPath])
    .filter((path) => path !== undefined && namesFolder(path));
  const found = await Promise.all(
    [...new Set(roots as string[])].map(async (root) => {
      const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
      return folders.length === 0 && entries.length === 0
        ? []
        : [root, ...folders.map(({ name }) => join(root, name))];
    }),
  );
  return found.flat();
}

/** Folders whose images a panel of the dataset may show. */
export function imageFolders({ train, test, hasImageColumns }: Dataset): string[] {
  const parts = [train?.fsPath, test?.fsPath].filter((path) => path !== undefined);
  const folders = parts.flatMap((path) =>
    namesFolder(path) ? [path] : hasImageColumns ? [dirname(path)] : [],
  );
  return [...new Set(folders)];
}

/**
 * Folders that hold images of two classes at least, one sub-folder each, the one with the most images first.
 * @param images paths of images, of all of the workspace or the first found
 */
export function classFolders(images: readonly string[]): string[] {
  const classes = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const image of images) {
    const parent = dirname(image);
    const root = dirname(parent);
    classes.set(root, (classes.get(root) ?? new Set()).add(parent));
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return [...classes]
    .filter(([, parents]) => parents.size >= 2)
    .map(([root]) => root)
    .sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}
