/** The two plots: what is found, and how test accuracy recovers. */
import type { BudgetAnswer } from '../../extension/contract/review';
import { formatCount, formatProbability, formatShare } from '../format/numbers';
import { readAt } from '../plot/lines';
import type { LinePlot } from '../plot/linePlot';
import { shownShare } from './curves';
import { orderName } from './names';

interface Size {
  width: number;
  height: number;
}

export function foundPlot(answer: BudgetAnswer, rows: number, whole: boolean, size: Size): LinePlot {
  const share = whole ? 1 : shownShare(answer);
  return {
    ...size,
    series: answer.curves.map(({ order, found, spread }) => ({
      id: order,
      name: orderName(order),
      x: answer.checked.map((one) => one * answer.rows),
      y: found,
      spread,
    })),
    x: [0, share * answer.rows],
    y: [0, 1],
    formatX: formatCount,
    formatY: formatShare,
    cursor: { x: Math.min(rows, share * answer.rows), read: (series) => readAt(series.x, series.y, rows) },
  };
}

/** Undefined when recovery was not measured. */
export function accuracyPlot(answer: BudgetAnswer, size: Size): LinePlot | undefined {
  const measured = answer.curves.filter(({ accuracy }) => accuracy !== undefined);
  if (measured.length === 0) return undefined;
  const values = [answer.accuracyNow, ...measured.flatMap(({ accuracy }) => accuracy!)];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = Math.max(0.002, (high - low) * 0.15);
  return {
    ...size,
    series: measured.map(({ order, accuracy }) => ({
      id: order,
      name: orderName(order),
      x: answer.recoveredAt.map((one) => one * answer.rows),
      y: accuracy!,
    })),
    x: [0, (answer.recoveredAt.at(-1) ?? 1) * answer.rows],
    y: [Math.max(0, low - margin), Math.min(1, high + margin)],
    formatX: formatCount,
    formatY: (y) => formatProbability(y),
    level: { y: answer.accuracyNow, name: 'labels as they are' },
  };
}
