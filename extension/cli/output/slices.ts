import type { SliceRow, SlicesDocument } from '../../contract/groups';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, counted, percent } from './numbers';
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
      ...verdictLines(document, style),
      '',
      style.heading('Slices of the training data behind this prediction, farthest from chance first'),
      ...tableLines(COLUMNS, document.rows).map((line) => `  ${line}`),
      style.quiet('  Loss without it: above 0 the slice speaks for the explained class, below 0 against it.'),
      style.quiet('  By chance: how often as many random training rows have an effect at least as large.'),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}

/** Slices with a smaller chance than this stand out. */
const RARE = 0.01;
/** A slice this many times as common in the test data as in training is told. */
const MORE_COMMON = 3;

/** The finding in a sentence: the slice that stands out most, and whether the training data hold enough of it. */
function verdictLines({ rows, target }: SlicesDocument, style: Style): string[] {
  const heading = style.heading('Which slice is responsible?');
  const first = rows.find((row) => row.chance !== undefined && row.chance <= RARE);
  if (!first)
    return [heading, '  None stands out: random rows, as many as each slice has, often do as much.'];
  const effect = first.forecast ?? first.effect;
  const side = effect < 0 ? 'against' : 'for';
  const one = first.rows === 1;
  const many = `its ${counted(first.rows, 'training row')} ${one ? 'speaks' : 'speak'}`;
  const lines = [
    heading,
    `  ${first.column} = ${first.value}: ${many} ${side} ${target.explained}; without ${one ? 'it' : 'them'} the loss would change by ${change(effect)}.`,
  ];
  if (first.share > 0 && first.testShare >= MORE_COMMON * first.share)
    lines.push(
      `  ${style.warning('It is rare in training')} (${percent(first.share, 2)}) and common in test (${percent(first.testShare, 2)}): the model has seen too few such rows.`,
    );
  return lines;
}
