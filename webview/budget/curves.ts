/** Readings of the curves of a budget. Pure; shares are from 0 to 1. */
import type { BudgetAnswer, BudgetCurve } from '../../extension/contract/review';

/** Smallest share of the rows after which this share is found. */
export function shareToFind(
  { checked }: Pick<BudgetAnswer, 'checked'>,
  { found }: BudgetCurve,
  share: number,
): number {
  const k = found.findIndex((one) => one >= share);
  if (k < 0) return 1;
  if (k === 0) return checked[0];
  const t = (share - found[k - 1]) / (found[k] - found[k - 1]);
  return checked[k - 1] + t * (checked[k] - checked[k - 1]);
}

/** The score that finds most, by the area under its curve. */
export function bestOf({ curves }: Pick<BudgetAnswer, 'curves'>): BudgetCurve | undefined {
  const scores = curves.filter(({ order }) => order !== 'random');
  return scores.reduce<BudgetCurve | undefined>(
    (best, curve) => (best && best.area.mean >= curve.area.mean ? best : curve),
    undefined,
  );
}

/** How much of the rows a plot shows: until the best score has found nearly all, and a little more. */
export function shownShare(answer: BudgetAnswer): number {
  const best = bestOf(answer);
  return best ? Math.min(1, Math.max(0.2, 1.3 * shareToFind(answer, best, 0.97))) : 1;
}
