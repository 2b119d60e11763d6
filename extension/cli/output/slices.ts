import type { SliceRow, SlicesDocument } from '../../contract/groups';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

const COLUMNS: readonly Column<SliceRow>[] = [
  { title: '#', align: 'right', cell: (row) => String(row.rank) },
  { title: 'column', cell: (row) => row.column },
  { title: 'value', cell: (row) => row.value },
  { title: 'this row', cell: (row) => (row.own ? 'yes' : '') },
  { title: 'rows', align: 'right', cell: (row) => row.rows.toLocaleString('en-US') },
  { title: 'of training', align: 'right', cell: (row) => percent(row.share, 2) },
  { title: 'of test', align: 'right', cell: (row) => percent(row.testShare, 2) },
  { title: 'loss without it', align: 'right', cell: (row) => change(row.forecast ?? row.effect) },
  { title: 'deviations from chance', align: 'right', cell: (row) => row.deviation.toFixed(1) },
  {
    title: 'by chance',
    align: 'right',
    cell: (row) => (row.chance === undefined ? '' : percent(row.chance)),
  },
];

/** Slices as a person reads them. */
export function slicesReport(document: SlicesDocument, style: Style): string {
  return report(
    targetLines(document.target, style),
    [
      style.heading('Slices of the training data behind this prediction, farthest from chance first'),
      ...tableLines(COLUMNS, document.rows).map((line) => `  ${line}`),
      style.quiet('By chance: how often as many random training rows have an effect at least as large.'),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
