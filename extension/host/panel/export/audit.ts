/** Attacks on predictions, as a table. */
import type { AuditAnswer } from '../../../contract/panel';
import type { ExportTable } from './types';

export function auditTable({ document }: AuditAnswer): ExportTable {
  return {
    header: [
      'test_file',
      'test_row',
      'test_line',
      'label',
      'probability_before',
      'probability_after',
      'flipped',
      'predicted',
      'training_file',
      'training_row',
      'training_line',
      'training_label',
      'numbers_edited',
      'test_rows_flipped',
      'edits',
    ],
    rows: document.rows.map((row) => [
      row.file,
      row.row,
      row.line,
      row.label,
      row.before,
      row.after,
      row.flipped ? 'yes' : 'no',
      row.predicted,
      row.training.file,
      row.training.row,
      row.training.line,
      row.training.label,
      row.edited,
      row.flips,
      row.cells
        .map(({ column, index, from, to }) => {
          const name = index === undefined ? column : `${column}[${index.join(', ')}]`;
          return `${name}: ${from} → ${to}`;
        })
        .join('; '),
    ]),
  };
}
