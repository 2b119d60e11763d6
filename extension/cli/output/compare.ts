import type { CompareDocument, ComparedModel, ComparedRow } from '../../contract/compare';
import { modelName, noticeLines, report } from './head';
import { change, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

const COLUMNS: readonly Column<ComparedRow>[] = [
  { title: 'place', cell: (row) => `${row.file}:${row.line}` },
  { title: 'label', cell: (row) => row.label },
  { title: '# in A', align: 'right', cell: (row) => row.a.rank.toLocaleString('en-US') },
  { title: '# in B', align: 'right', cell: (row) => row.b.rank.toLocaleString('en-US') },
  { title: 'loss without it, A', align: 'right', cell: (row) => change(row.a.removal) },
  { title: 'loss without it, B', align: 'right', cell: (row) => change(row.b.removal) },
  { title: 'distance in A', align: 'right', cell: (row) => figures(row.a.distance) },
  { title: 'distance in B', align: 'right', cell: (row) => figures(row.b.distance) },
];

/** Two explanations side by side, as a person reads them. */
export function compareReport({ a, b, agreement, rows }: CompareDocument, style: Style): string {
  return report(
    modelLines('A', a, style),
    modelLines('B', b, style),
    [
      style.heading('Do they lean on the same rows?'),
      `  First 10 rows in common   ${agreement.shared}`,
      `  Rank correlation          ${number(agreement.spearman)} (Spearman, over all training rows)`,
      `  Same side                 ${percent(agreement.sameSign)} of the training rows help in both or harm in both`,
      `  Influence and closeness   ${number(a.distanceCorrelation)} in A, ${number(b.distanceCorrelation)} in B (Spearman; 1: the nearer, the more influence)`,
    ],
    [
      style.heading('The rows that matter most to either'),
      ...tableLines(COLUMNS, rows).map((line) => `  ${line}`),
    ],
    noticeLines(a.head, style),
  );
}

function modelLines(name: string, { head, target }: ComparedModel, style: Style): string[] {
  const accuracy = head.model.testAccuracy;
  const right = accuracy === null ? '' : `, ${percent(accuracy)} of the test rows right`;
  return [
    style.heading(`Model ${name}: ${modelName(head)} (${head.dataset.config})${right}`),
    ...targetLines(target, style),
  ];
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
