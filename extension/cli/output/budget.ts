import type { BudgetCurve, BudgetDocument } from '../../contract/review';
import { scorerNamed } from '../../core/mislabels/registry';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { counted, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

/** Shares of the rows that a person may check. */
const SHOWN = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5];

const KINDS = {
  uniform: 'of rows drawn evenly, to any other label',
  class: 'of one class, all to the same other label',
  boundary: 'where the model is unsure, to the likeliest other label',
};

/** The budget curve as a person reads it: what share is found after how many rows, and what that is worth. */
export function budgetReport(document: BudgetDocument, style: Style): string {
  const { budget } = document;
  const { rows, planted, curves, checked, recoveredAt, accuracyNow, estimate } = budget;
  const shares = checked.flatMap((share, at) => (SHOWN.includes(share) ? [{ share, at }] : []));
  const found: Column<{ share: number; at: number }>[] = [
    { title: 'rows checked', align: 'right', cell: ({ share }) => rowsAt(share, rows) },
    ...curves.map((curve) => ({
      title: curve.order,
      align: 'right' as const,
      cell: ({ at }: { at: number }) => withSpread(curve.found[at]!, curve.spread[at]!, planted.draws),
    })),
  ];
  const recovering = curves.filter(({ accuracy }) => accuracy !== undefined);
  const recovery: Column<{ share: number; at: number }>[] = [
    { title: 'rows checked', align: 'right', cell: ({ share }) => rowsAt(share, rows) },
    ...recovering.map((curve) => ({
      title: curve.order,
      align: 'right' as const,
      cell: ({ at }: { at: number }) => percent(curve.accuracy![at]!),
    })),
  ];
  return report(
    [
      style.heading('How many labels are wrong now?'),
      `  About ${estimate.wrong.toLocaleString('en-US')} of ${counted(rows, 'row')}; with 90 % confidence ` +
        `${estimate.low.toLocaleString('en-US')} to ${estimate.high.toLocaleString('en-US')}.`,
      style.quiet(`  ${estimate.method}`),
    ],
    [
      style.heading('How many should I check?'),
      `  Share found of the wrong labels, after checking the most suspect rows. For this, ${percent(planted.rate)} of the labels were`,
      `  changed in a copy, ${KINDS[planted.kind]}; ${counted(planted.draws, 'draw')}.`,
      ...tableLines(found, shares).map((line) => `  ${line}`),
      `  Area under the curve: ${curves.map(areaOf).join(', ')}.`,
    ],
    [
      style.heading('What is it worth?'),
      `  Right on the test rows when the rows checked are fixed; ${percent(accuracyNow)} with the labels as they are now.`,
      ...tableLines(
        recovery,
        recoveredAt.map((share, at) => ({ share, at })),
      ).map((line) => `  ${line}`),
    ],
    curves.flatMap(({ order }) =>
      order === 'random' ? [] : [style.quiet(`${order}: ${scorerNamed(order).explanation}`)],
    ),
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}

function rowsAt(share: number, rows: number): string {
  return `${Math.round(share * rows).toLocaleString('en-US')} (${percent(share, 0)})`;
}

function withSpread(share: number, spread: number, draws: number): string {
  return draws < 2 ? percent(share) : `${percent(share)} ± ${(100 * spread).toFixed(1)}`;
}

function areaOf({ order, area }: BudgetCurve): string {
  return `${order} ${area.mean.toFixed(3)}`;
}
