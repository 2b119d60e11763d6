/** Rows that were really left out, as a table and as the document of the command line. */
import type { ValidateDocument } from '../../../contract/documents';
import type { ValidateResult } from '../../../contract/protocol';
import type { ExportTable } from './types';

export function verifyTable({ rows }: ValidateResult): ExportTable {
  return {
    header: [
      'file',
      'row',
      'line',
      'label',
      'chosen',
      'removal_delta',
      'removal_forecast',
      'actual',
      'removal_probability_delta',
      'actual_probability_delta',
    ],
    rows: rows.map((row) => [
      row.file,
      row.row,
      row.line,
      row.label,
      row.chosen,
      row.removalDelta,
      row.removalForecast ?? '',
      row.actual,
      row.removalProbabilityDelta,
      row.actualProbabilityDelta,
    ]),
  };
}

export function verifyDocument({ head, ...rest }: ValidateResult): ValidateDocument {
  return { kind: 'validate', ...head, ...rest };
}
