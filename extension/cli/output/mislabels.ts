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
  { title: 'held out', align: 'right', cell: (row) => percent(row.looProbability, 2) },
  { title: 'rather', cell: (row) => row.suggested },
  { title: 'held out', align: 'right', cell: (row) => percent(row.suggestedProbability, 2) },
  { title: 'suspicion', align: 'right', cell: (row) => row.score.toFixed(3) },
  { title: 'self-influence', align: 'right', cell: (row) => figures(row.selfInfluence) },
];

const DUPLICATES: Column<MislabelRow> = {
  title: 'same cells',
  cell: ({ duplicates, conflicting }) =>
    duplicates === undefined
      ? ''
      : `${counted(duplicates, 'other row')}${conflicting ? ', labels differ' : ''}`,
};

/** The review list as a person reads it. */
export function mislabelsReport(document: MislabelsDocument, style: Style): string {
  const { rows, dataset } = document;
  const columns = rows.some(({ duplicates }) => duplicates !== undefined)
    ? [...COLUMNS, DUPLICATES]
    : COLUMNS;
  return report(
    [
      style.heading(
        `${counted(rows.length, 'most suspect label')} of ${counted(dataset.rows, 'training row')} in ${dataset.train}`,
      ),
      ...tableLines(columns, rows).map((line) => `  ${line}`),
    ],
    explanationLines(document).map((line) => style.quiet(line)),
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, document.solver, style),
  );
}

/** What the columns mean, and what is not shown. */
function explanationLines({ score, balanced, kept }: MislabelsDocument): string[] {
  return [
    `Suspicion by ${score}: ${scorerNamed(score).explanation}`,
    'Held out: the probability that the model gives to a label when it is fitted without the row.',
    ...(balanced
      ? [
          'Balanced: suspicion is relative to what is usual for the class of the label, as classes are of different size.',
        ]
      : []),
    ...(kept === 0
      ? []
      : [
          `${counted(kept, 'row')} whose label was kept before ${kept === 1 ? 'is' : 'are'} left out; --all shows all.`,
        ]),
  ];
}
