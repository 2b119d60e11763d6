import { type Duplicates, findDuplicates } from '../../core/mislabels/duplicates';
import type { Dataset } from './types';

const known = new WeakMap<Int32Array, Duplicates>();

/** Training rows that hold the same cells, the label apart; found once for each reading of the files. */
export function duplicatesIn({ loaded, train }: Dataset): Duplicates {
  let found = known.get(train.rows);
  if (!found) {
    found = findDuplicates(train.file.table.columns, loaded.config.label, train.rows, train.labels);
    known.set(train.rows, found);
  }
  return found;
}
