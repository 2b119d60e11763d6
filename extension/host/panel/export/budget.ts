/** The curves of a budget as a table. */
import type { ResultOf } from '../../../contract/panel';
import type { ExportTable } from './types';

export function budgetTable({ budget }: ResultOf<'budget'>): ExportTable {
  const { checked, curves, rows } = budget;
  return {
    header: [
      'rows_checked',
      'share_checked',
      ...curves.flatMap(({ order }) => [`${order}_found`, `${order}_spread`]),
    ],
    rows: checked.map((share, k) => [
      Math.round(share * rows),
      share,
      ...curves.flatMap(({ found, spread }) => [found[k], spread[k]]),
    ]),
  };
}
