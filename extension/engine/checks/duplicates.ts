import { checkDuplicates } from '../../core/checks/duplicates';
import { duplicatesIn } from '../dataset/duplicates';
import { orderBySize } from '../../core/orderBySize';
import { FIRST, type TrustCheck } from './types';

/** Operations a cell, about. */
const HASHING = 20;

/** Influential rows that are there more than once. */
export const duplicatesCheck: TrustCheck = {
  cost: ({ dataset: { train } }) => HASHING * train.rows.length * train.file.table.columns.length,
  run({ dataset, influence }) {
    const { group } = duplicatesIn(dataset);
    const first = orderBySize(influence.removalForecast ?? influence.removalDelta).subarray(0, FIRST);
    const copies = Array.from(first, (at) =>
      group[at] < 0 ? 0 : group.reduce((count, other) => count + (other === group[at] ? 1 : 0), -1),
    );
    return Promise.resolve(checkDuplicates(copies));
  },
};
