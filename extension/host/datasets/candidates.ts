/** Which files can be a dataset's training and test data. */
import { basename, dirname, extname, join, relative } from 'node:path';
import { namesFolder } from './sampleFolders';

/** Extensions of tables of text that the engine reads, without the dot. */
export const DATA_EXTENSIONS = ['csv', 'tsv', 'jsonl'] as const;
/** Extensions of files that can be training data, without the dot: also those that no text editor shows. */
export const TABLE_EXTENSIONS = [...DATA_EXTENSIONS, 'parquet'] as const;

export function isTableFile(path: string): boolean {
  return (TABLE_EXTENSIONS as readonly string[]).includes(extname(path).slice(1).toLowerCase());
}

/** Whether a file is a table of text, whose rows stand on lines. */
export function isDataFile(path: string): boolean {
  return (DATA_EXTENSIONS as readonly string[]).includes(extname(path).slice(1).toLowerCase());
}

const TEST_WORD = /(^|[._\-\s])(test|testing|eval|validation|valid|val|dev|holdout)(?=[._\-\s]|$)/i;
const TRAIN_WORD = /(^|[._\-\s])(train|training)(?=[._\-\s]|$)/i;

/** Whether a file is named like test data. */
export function looksLikeTest(path: string): boolean {
  return TEST_WORD.test(stem(path));
}

/** Files that could be training data, the likeliest first: those named like it, then others, near the root first; no flags and decisions files. */
export function trainCandidates(paths: readonly string[]): string[] {
  const rank = (path: string) => (TRAIN_WORD.test(stem(path)) ? 0 : looksLikeTest(path) ? 2 : 1);
  const depth = (path: string) => path.split(/[\\/]/).length;
  return paths
    .filter((path) => isTableFile(path) && !/influence-(flags|decisions)\.jsonl$/i.test(path))
    .sort((a, b) => rank(a) - rank(b) || depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** Files, or folders, beside `train` that hold its test data, the likeliest first: `train.csv` → `test.csv`, `a-train.csv` → `a-test.csv`. */
export function testCandidates(train: string, siblings: readonly string[]): string[] {
  const base = stem(train).replace(TRAIN_WORD, '$1').toLowerCase();
  const rank = (path: string) => {
    const sameBase = stem(path).replace(TEST_WORD, '$1').toLowerCase() === base;
    return (sameBase ? 0 : 2) + (extname(path) === extname(train) ? 0 : 1);
  };
  const isSameSort = (path: string) => (namesFolder(train) ? namesFolder(path) : isTableFile(path));
  return siblings
    .filter(
      (path) => path !== train && dirname(path) === dirname(train) && isSameSort(path) && looksLikeTest(path),
    )
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A path as an influence.json writes it: relative to its folder, with slashes. */
export function pathInConfig(config: string, file: string): string {
  return relative(dirname(config), file).replaceAll('\\', '/');
}

/** Where the influence.json of a new dataset goes: beside its data; a second one of the folder is named after its file. */
export function newConfigPath(train: string, exists: (path: string) => boolean): string {
  const plain = join(dirname(train), 'influence.json');
  return exists(plain) ? join(dirname(train), `${stem(train)}.influence.json`) : plain;
}

function stem(path: string): string {
  return basename(path, extname(path));
}
