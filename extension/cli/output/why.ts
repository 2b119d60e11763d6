import type { RankingName } from '../../contract/rankings';
import type { CellPush, PicturePushes, RankingAgreement, WhyDocument } from '../../contract/why';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, counted, figures } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

const CELLS_SHOWN = 10;

export const RANKING_TITLES: Record<RankingName, string> = {
  influence: 'influence',
  withoutLoss: 'without the loss of the training row',
  withoutHessian: 'without the inverse Hessian',
  euclidean: 'Euclidean distance',
  cosine: 'cosine',
  tracin: 'TracIn over the checkpoints of the training',
  gradientDot: 'dot products of gradients',
  gradientCosine: 'cosine of gradients',
};

const SIMILARITY: Record<WhyDocument['parts']['of'], string> = {
  features: "inner product with the explained row's features, intercept counted",
  gradients: "inner product of both losses' gradients by all parameters, over the residuals of both",
};

const rankingColumns = (rows: number): Column<RankingAgreement>[] => [
  { title: 'ranked by', cell: (line) => RANKING_TITLES[line.name] },
  {
    title: 'place of this row',
    align: 'right',
    cell: (line) => `${line.rank.toLocaleString('en-US')} of ${rows.toLocaleString('en-US')}`,
  },
  {
    title: 'Spearman with influence',
    align: 'right',
    cell: (line) => (line.spearman === null ? '–' : line.spearman.toFixed(3)),
  },
  { title: 'first 10 in common', align: 'right', cell: (line) => String(line.shared) },
];

/** One row's influence taken apart, as a person reads it. */
export function whyReport(document: WhyDocument, style: Style): string {
  const { row, parts, target, dataset } = document;
  const cells = document.cells && withPixels(document.cells, document.picture);
  return report(
    targetLines(target, style),
    [
      style.heading(
        `Training row ${row.row} (${row.file}:${row.line}), label ${row.label}, predicted ${row.predicted}`,
      ),
      `  Without it       the loss of ${target.explained} changes by ${change(document.removalDelta)} (first order): ${verdict(document)}`,
      '  Its influence is the product of three things, times how badly the explained row itself is fitted:',
      `  Badly fitted     ${figures(parts.loss)}  size of its residual; 0 is a perfect fit`,
      `  Similar          ${figures(parts.similarity)}  ${SIMILARITY[parts.of]}`,
      `  Inverse Hessian  ${figures(parts.hessian)}  what the curvature of all rows makes of it; below 0 it turns the effect around`,
      ...(parts.cosine === undefined
        ? []
        : [`  Cosine           ${figures(parts.cosine)}  of the gradients of both losses, from -1 to 1`]),
    ],
    [
      style.heading('Other rankings'),
      ...tableLines(rankingColumns(dataset.rows), document.rankings).map((line) => `  ${line}`),
    ],
    ...(cells === undefined
      ? [[style.quiet(`Which cells matter cannot be told. ${document.withoutCells ?? ''}`)]]
      : [
          cellLines(
            `Cells of training row ${row.row}: what each does to the loss of ${target.explained}, after retraining`,
            cells,
            'training',
            style,
          ),
          cellLines(
            `Cells of the explained row: what each does to its own loss of ${target.explained}`,
            cells,
            'explained',
            style,
          ),
        ]),
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}

function verdict({ removalDelta, target }: WhyDocument): string {
  if (removalDelta === 0) return 'the row has no effect here';
  return removalDelta > 0
    ? `the row speaks for ${target.explained} (helpful)`
    : `the row speaks against ${target.explained} (harmful)`;
}

/** The pixels of a column of pictures in place of that column, counted from 1. */
function withPixels(cells: readonly CellPush[], picture: PicturePushes | undefined): CellPush[] {
  if (picture?.column === undefined) return [...cells];
  const { column, width, training, explained } = picture;
  const pixels = training.map((push, at): CellPush => {
    const place = `row ${Math.floor(at / width) + 1}, column ${(at % width) + 1}`;
    return { column, term: place, training: push, explained: explained[at] };
  });
  return [...cells.filter((cell) => cell.column !== column), ...pixels];
}

/** The cells with an effect in one of the two rows, largest first. */
function cellLines(
  title: string,
  cells: readonly CellPush[],
  of: 'training' | 'explained',
  style: Style,
): string[] {
  const ranked = cells.filter((cell) => cell[of] !== 0).sort((a, b) => Math.abs(b[of]) - Math.abs(a[of]));
  const columns: Column<CellPush>[] = [
    { title: 'column', cell: ({ column, term }) => (term === undefined ? column : `${column}: ${term}`) },
    { title: 'loss change', align: 'right', cell: (cell) => change(cell[of]) },
  ];
  const body =
    ranked.length === 0 ? ['none has an effect'] : tableLines(columns, ranked.slice(0, CELLS_SHOWN));
  const rest = ranked.length - CELLS_SHOWN;
  return [
    style.heading(title),
    ...body.map((line) => `  ${line}`),
    ...(rest > 0 ? [style.quiet(`  and ${counted(rest, 'cell')} with less`)] : []),
  ];
}
