/** Slices of the training data, as a table. */
import type { ResultOf } from '../../../contract/panel';
import type { ExportTable } from './types';

export function slicesTable({ slices }: ResultOf<'slices'>): ExportTable {
  return {
    header: [
      'rank',
      'column',
      'value',
      'rows',
      'share',
      'test_share',
      'own',
      'effect',
      'forecast',
      'deviation',
      'chance',
    ],
    rows: slices.rows.map((slice) => [
      slice.rank,
      slice.column,
      slice.value,
      slice.rows,
      slice.share,
      slice.testShare,
      slice.own ? 'yes' : 'no',
      slice.effect,
      slice.forecast ?? '',
      slice.deviation,
      slice.chance ?? '',
    ]),
  };
}
