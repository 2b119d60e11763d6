import type { AuditDocument, AuditRow, EditedCell } from '../../contract/audit';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { counted, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

const SHOWN = 20;
const CELLS_SHOWN = 5;

const COLUMNS: readonly Column<AuditRow>[] = [
  { title: 'test row', cell: (row) => `${row.file}:${row.line}` },
  { title: 'label', cell: (row) => row.label },
  { title: 'its probability', cell: (row) => `${percent(row.before)} → ${percent(row.after)}` },
  { title: 'flips', cell: (row) => (row.flipped ? `to ${row.predicted}` : 'no') },
  { title: 'by editing', cell: ({ training }) => `${training.file}:${training.line}` },
  { title: 'label', cell: ({ training }) => training.label },
  { title: 'numbers edited', align: 'right', cell: (row) => row.edited.toLocaleString('en-US') },
  { title: 'test rows flipped', align: 'right', cell: (row) => row.flips.toLocaleString('en-US') },
];

const CELLS: readonly Column<EditedCell>[] = [
  {
    title: 'cell',
    cell: ({ column, index }) => (index === undefined ? column : `${column}[${index.join(', ')}]`),
  },
  { title: 'now', align: 'right', cell: ({ from }) => figures(from) },
  { title: 'edited', align: 'right', cell: ({ to }) => figures(to) },
];

function exceptions({ columns }: AuditDocument['bounds']): string {
  const named = Object.entries(columns).map(([column, bound]) => `${column} by up to ${bound}`);
  return named.length === 0 ? '' : `; ${named.join(', ')}`;
}

/** What an attack found, as a person reads it. */
export function auditReport(document: AuditDocument, style: Style): string {
  const { tried, flipped, right, bounds, rows } = document;
  const [first] = rows;
  return report(
    [
      style.heading('Could an edit of one training row flip a prediction?'),
      tried === 0
        ? '  No test row is predicted right: there is nothing to attack.'
        : `  ${flipped} of ${counted(tried, 'test row')} that are predicted right flip (${percent(flipped / tried)}), each by an edit of one training row.`,
      style.quiet(
        `  Drawn from ${right.toLocaleString('en-US')} that are predicted right. An edit changes a pixel by up to ${counted(bounds.levels, 'level')} of 255, a number by up to ${bounds.share} of its standard deviation${exceptions(bounds)}.`,
      ),
    ],
    rows.length === 0
      ? []
      : [
          style.heading('Attacks, the successful ones first'),
          ...tableLines(COLUMNS, rows.slice(0, SHOWN)).map((line) => `  ${line}`),
          ...(rows.length > SHOWN ? [style.quiet(`  and ${rows.length - SHOWN} more with --json`)] : []),
        ],
    first === undefined || first.cells.length === 0
      ? []
      : [
          style.heading(`The first: ${first.training.file}:${first.training.line}, its edits that do most`),
          ...tableLines(CELLS, first.cells.slice(0, CELLS_SHOWN)).map((line) => `  ${line}`),
        ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
