/** Training rows as two models see them, as a table and as the document of the command line. */
import type { CompareDocument } from '../../../contract/compare';
import { bestOfEither, comparedRows, compareDocument } from '../../../contract/compareDocument';
import type { CompareAnswer } from '../../../contract/panel';
import type { ExportTable } from './types';

export function compareTable({ compare }: CompareAnswer): ExportTable {
  return {
    header: [
      'file',
      'row',
      'line',
      'label',
      'rank_a',
      'rank_b',
      'removal_a',
      'removal_b',
      'distance_a',
      'distance_b',
    ],
    rows: comparedRows(compare, bestOfEither(compare)).map(({ file, row, line, label, a, b }) => [
      file,
      row,
      line,
      label,
      a.rank,
      b.rank,
      a.removal,
      b.removal,
      a.distance,
      b.distance,
    ]),
  };
}

/** Every training row, by the better of its two places. */
export function comparisonDocument({ compare }: CompareAnswer): CompareDocument {
  return compareDocument(compare, bestOfEither(compare));
}
