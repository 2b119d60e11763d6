import type { ExplainDocument, ExplainRow, RankedBy } from '../../contract/documents';
import { RANKING_TITLES } from './why';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, counted, decimalsFor, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

export interface ExplainView {
  /** The rows are all training rows in file order, not the leading ones. */
  all: boolean;
  fullChecks: boolean;
}

/** An explanation as a person reads it. */
export function explainReport(
  document: ExplainDocument,
  { all, fullChecks }: ExplainView,
  style: Style,
): string {
  const { target, rows, checks, solver, dataset } = document;
  const columns = rowColumns(document);
  const tables = all
    ? [
        [
          style.heading(`All ${counted(rows.length, 'training row')}, in file order`),
          ...tableLines(columns, rows),
        ],
      ]
    : [
        sideLines(
          `Helpful: these training rows make ${target.explained} more probable here`,
          rows.filter((row) => forecastOf(row) > 0),
          columns,
          style,
        ),
        sideLines(
          `Harmful: these training rows make ${target.explained} less probable here`,
          rows.filter((row) => forecastOf(row) <= 0),
          columns,
          style,
        ),
        [
          style.quiet(
            `The ${counted(rows.length, document.ranking ? 'first row' : 'most influential row')} of ${dataset.rows.toLocaleString('en-US')}. ` +
              'Each line says what would happen without that one row.',
          ),
          ...(document.ranking === undefined ? [] : [rankingLine(document.ranking)]),
        ],
      ];
  return report(
    targetLines(target, style),
    ...tables,
    [
      ...checkLines(checks, style),
      ...(fullChecks ? [] : [style.quiet('  --checks full also retrains without some rows.')]),
    ],
    noticeLines(document, style),
    aboutLines(document, solver, style),
  );
}

function rankingLine({ by, spearman, shared }: RankedBy): string {
  const agreement = spearman === null ? '' : `Spearman ${spearman.toFixed(3)}, `;
  const title = RANKING_TITLES[by];
  const how = title.startsWith('without') ? title : `by ${title}`;
  return `Ranked ${how}, not by influence: ${agreement}${shared} of the first 10 in common.`;
}

function forecastOf(row: ExplainRow): number {
  return row.removalForecast ?? row.removalDelta;
}

function sideLines(
  title: string,
  rows: readonly ExplainRow[],
  columns: readonly Column<ExplainRow>[],
  style: Style,
): string[] {
  const body = rows.length === 0 ? ['none among the most influential rows'] : tableLines(columns, rows);
  return [style.heading(title), ...body.map((line) => `  ${line}`)];
}

function rowColumns({ target, rows }: ExplainDocument): Column<ExplainRow>[] {
  const before = target.probabilities[target.explained]!;
  const decimals = decimalsFor(rows.map((row) => row.removalProbabilityDelta));
  return [
    { title: '#', align: 'right', cell: (row) => String(row.rank) },
    { title: 'row', align: 'right', cell: (row) => String(row.row) },
    { title: 'place', cell: (row) => `${row.file}:${row.line}` },
    { title: 'label', cell: (row) => row.label },
    { title: 'predicted', cell: (row) => row.predicted },
    {
      title: `${target.explained} now → without it`,
      cell: (row) =>
        `${percent(before, decimals)} → ${percent(clamp(before + row.removalProbabilityDelta), decimals)}`,
    },
    { title: 'loss change', align: 'right', cell: (row) => change(forecastOf(row)) },
    ...(rows.some((row) => row.selfInfluence !== undefined)
      ? [
          {
            title: 'self-influence',
            align: 'right' as const,
            cell: (row: ExplainRow) => (row.selfInfluence === undefined ? '' : figures(row.selfInfluence)),
          },
        ]
      : []),
  ];
}

/** First order, a change may point beyond certainty. */
function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
