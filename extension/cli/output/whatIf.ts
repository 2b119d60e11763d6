import type { GroupChange, WhatIfDocument } from '../../contract/groups';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { change, counted, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';
import { targetLines } from './target';

type Line = GroupChange & { of: string };

/** What a group does, as a person reads it. */
export function whatIfReport(document: WhatIfDocument, style: Style): string {
  const { group, action, loss, testLoss, probability, testAccuracy, target } = document;
  const lines: Line[] = [
    { of: 'loss of this prediction', ...loss },
    ...(testLoss ? [{ of: 'mean test loss', ...testLoss }] : []),
  ];
  const verified = loss.actual !== undefined;
  const columns: Column<Line>[] = [
    { title: 'change of the', cell: (line) => line.of },
    { title: 'now', align: 'right', cell: (line) => figures(line.before) },
    { title: 'rows one by one, summed', align: 'right', cell: (line) => change(line.firstOrder) },
    { title: 'rows together', align: 'right', cell: (line) => change(line.forecast) },
    ...(verified
      ? [
          {
            title: 'really retrained',
            align: 'right' as const,
            cell: (line: Line) => (line.actual === undefined ? '' : change(line.actual)),
          },
        ]
      : []),
  ];
  const what = action.do === 'remove' ? 'removed' : `labelled ${action.label}`;
  const after = probability.before + (probability.actual ?? probability.forecast);
  const share = percent(Math.min(1, Math.max(0, after)), 2);
  const accuracy =
    testAccuracy?.actual === undefined
      ? []
      : [`  Test rows right: ${percent(testAccuracy.before, 2)} → ${percent(testAccuracy.actual, 2)}`];
  return report(
    targetLines(target, style),
    [
      style.heading(
        `If ${group.text} (${counted(group.rows, 'row')}, ${percent(group.share)} of the training data) were ${what}`,
      ),
      ...tableLines(columns, lines).map((line) => `  ${line}`),
      `  Probability of ${target.explained}: ${percent(probability.before, 2)} → ${share}${verified ? ', really retrained' : ', forecast'}`,
      ...accuracy,
      ...(verified ? [] : [style.quiet('  --verify retrains and compares.')]),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
