import type { Agreement, ValidateDocument, ValidateRow } from '../../contract/documents';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, counted, duration, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

const ROWS: readonly Column<ValidateRow>[] = [
  { title: 'row', align: 'right', cell: (row) => String(row.row) },
  { title: 'place', cell: (row) => `${row.file}:${row.line}` },
  { title: 'label', cell: (row) => row.label },
  { title: 'chosen', cell: (row) => row.chosen },
  { title: 'first order', align: 'right', cell: (row) => change(row.removalDelta) },
  {
    title: 'forecast',
    align: 'right',
    cell: (row) => (row.removalForecast === undefined ? '' : change(row.removalForecast)),
  },
  { title: 'actual', align: 'right', cell: (row) => change(row.actual) },
];

interface AgreementLine extends Agreement {
  prediction: string;
  of: string;
}

const AGREEMENT: readonly Column<AgreementLine>[] = [
  { title: 'prediction', cell: (line) => line.prediction },
  { title: 'rows', cell: (line) => `${line.rows} ${line.of}` },
  { title: 'R', align: 'right', cell: (line) => number(line.r) },
  { title: 'slope', align: 'right', cell: (line) => number(line.slope) },
  { title: 'Spearman', align: 'right', cell: (line) => number(line.spearman) },
  {
    title: 'same sign',
    align: 'right',
    cell: (line) => (line.signAgreement === null ? '–' : percent(line.signAgreement, 0)),
  },
];

/** Predicted against actual changes, as a person reads them. */
export function validateReport(document: ValidateDocument, style: Style): string {
  const { rows, agreement } = document;
  const { removalDelta, removalForecast } = agreement;
  const lines: AgreementLine[] = [
    ...(removalForecast
      ? (['all', 'top', 'random'] as const).map((of) => ({
          ...removalForecast[of],
          of,
          prediction: 'forecast',
        }))
      : []),
    ...(['all', 'top', 'random'] as const).map((of) => ({
      ...removalDelta[of],
      of,
      prediction: 'first order',
    })),
  ];
  return report(
    targetLines(document.target, style),
    [
      style.heading(
        `Change of the loss without a row, predicted and after really retraining (${counted(rows.length, 'row')} in ${duration(document.retrainMs)})`,
      ),
      ...tableLines(ROWS, rows).map((line) => `  ${line}`),
    ],
    [style.heading('Agreement (1 is perfect)'), ...tableLines(AGREEMENT, lines).map((line) => `  ${line}`)],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, document.solver, style),
  );
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
