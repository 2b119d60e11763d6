import type { PredictionRow, PredictionsDocument } from '../../contract/documents';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { counted, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

const COLUMNS: readonly Column<PredictionRow>[] = [
  { title: 'row', align: 'right', cell: (row) => String(row.row) },
  { title: 'place', cell: (row) => `${row.file}:${row.line}` },
  { title: 'label', cell: (row) => row.label ?? '–' },
  { title: 'predicted', cell: (row) => row.predicted },
  { title: 'how sure', align: 'right', cell: (row) => percent(row.probability) },
  { title: 'loss', align: 'right', cell: (row) => (row.loss === undefined ? '–' : figures(row.loss)) },
  { title: 'begins', cell: (row) => row.preview },
];

/** The test rows as a person reads them. */
export function predictionsReport(document: PredictionsDocument, style: Style): string {
  const { rows, wrong, dataset } = document;
  return report(
    [
      style.heading(
        `${counted(rows.length, 'worst prediction')} of ${counted(dataset.testRows, 'test row')}, ${wrong.toLocaleString('en-US')} of them wrong`,
      ),
      ...tableLines(COLUMNS, rows).map((line) => `  ${line}`),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
