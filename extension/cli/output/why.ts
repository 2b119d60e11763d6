import type { CellPush, RankingAgreement, RankingName, WhyDocument } from '../../contract/why';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, figures } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

const CELLS_SHOWN = 15;

const NAMES: Record<RankingName, string> = {
  influence: 'influence',
  withoutLoss: 'without the loss of the training row',
  withoutHessian: 'without the inverse Hessian',
  euclidean: 'Euclidean distance',
  cosine: 'cosine',
};

const RANKINGS: readonly Column<RankingAgreement>[] = [
  { title: 'ranked by', cell: (line) => NAMES[line.name] },
  { title: 'place of this row', align: 'right', cell: (line) => line.rank.toLocaleString('en-US') },
  {
    title: 'Spearman with influence',
    align: 'right',
    cell: (line) => (line.spearman === null ? '–' : line.spearman.toFixed(3)),
  },
  { title: 'shared of the first 10', align: 'right', cell: (line) => String(line.shared) },
];

const CELLS: readonly Column<CellPush>[] = [
  { title: 'column', cell: ({ column, term }) => (term === undefined ? column : `${column}: ${term}`) },
  { title: 'in the training row', align: 'right', cell: (cell) => change(cell.training) },
  { title: 'in the explained row', align: 'right', cell: (cell) => change(cell.explained) },
];

/** One row's influence taken apart, as a person reads it. */
export function whyReport(document: WhyDocument, style: Style): string {
  const { row, parts, cells } = document;
  return report(
    targetLines(document.target, style),
    [
      style.heading(
        `Training row ${row.row} (${row.file}:${row.line}), label ${row.label}, predicted ${row.predicted}`,
      ),
      `  Without it      loss ${change(document.removalDelta)} (first order)`,
      `  Badly fitted    ${figures(parts.loss)}: size of its residual`,
      `  Similar         ${figures(parts.similarity)}: inner product with the explained row, intercept counted`,
      `  Inverse Hessian ${figures(parts.hessian)} times what those two alone would give`,
    ],
    [style.heading('Other rankings'), ...tableLines(RANKINGS, document.rankings).map((line) => `  ${line}`)],
    cells === undefined
      ? [style.quiet('Which cells matter can not be said of this kind of model.')]
      : [
          style.heading('Cells: what they do to the loss of the explained class, against an average cell'),
          ...tableLines(CELLS, cells.slice(0, CELLS_SHOWN)).map((line) => `  ${line}`),
        ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
