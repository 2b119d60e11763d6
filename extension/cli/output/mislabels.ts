import type { MislabelRow, MislabelsDocument } from '../../contract/documents';
import { scorerNamed } from '../../core/mislabels/registry';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { counted, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

const COLUMNS: readonly Column<MislabelRow>[] = [
  { title: '#', align: 'right', cell: (row) => String(row.rank) },
  { title: 'row', align: 'right', cell: (row) => String(row.row) },
  { title: 'place', cell: (row) => `${row.file}:${row.line}` },
  { title: 'label', cell: (row) => row.label },
  { title: 'rather', cell: (row) => row.suggested },
  {
    title: 'held-out probability of the label',
    align: 'right',
    cell: (row) => percent(row.looProbability, 2),
  },
  { title: 'suspicion', align: 'right', cell: (row) => row.score.toFixed(3) },
  { title: 'self-influence', align: 'right', cell: (row) => figures(row.selfInfluence) },
];

/** The review list as a person reads it. */
export function mislabelsReport(document: MislabelsDocument, style: Style): string {
  const { rows, dataset, score } = document;
  return report(
    [
      style.heading(
        `${counted(rows.length, 'most suspect label')} of ${counted(dataset.rows, 'training row')} in ${dataset.train}`,
      ),
      ...tableLines(COLUMNS, rows).map((line) => `  ${line}`),
      style.quiet(`Suspicion by ${score}: ${scorerNamed(score).explanation}`),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, document.solver, style),
  );
}
