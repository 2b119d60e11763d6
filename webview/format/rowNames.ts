/** How a row is called: by its place in a table, or by its file where each row is one. */
import type { DatasetHead } from '../../extension/contract/documents';
import { formatCount } from './numbers';
import { baseName } from './words';

interface Named {
  file: string;
  row: number;
  line: number;
}

/** Whether the row is a file of its own, in the folder of the training or test data. */
export function isOwnFile({ train, test }: DatasetHead, { file }: Named): boolean {
  return [train, test].some((folder) => folder === '.' || file.startsWith(`${folder}/`));
}

/** `line 12`, `003.png`. */
export function rowName(dataset: DatasetHead, named: Named): string {
  return isOwnFile(dataset, named) ? baseName(named.file) : `line ${formatCount(named.line)}`;
}

/** What follows the name of its file: `row 10 · line 12`, `row 3`. */
export function rowPlace(dataset: DatasetHead, named: Named): string {
  const row = `row ${formatCount(named.row)}`;
  return isOwnFile(dataset, named) ? row : `${row} · line ${formatCount(named.line)}`;
}
