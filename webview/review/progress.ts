/** How far the review is, and where it goes on. Pure. */
import type { RowDecision } from '../../extension/contract/panel';
import { isSuspect } from '../../extension/contract/review';
import type { ReviewRows } from './rows';

export interface Tally {
  fixed: number;
  kept: number;
  skipped: number;
  /** Suspect and flagged rows without a decision. */
  left: number;
}

export function tally(
  { result }: ReviewRows,
  decisions: ReadonlyMap<number, Pick<RowDecision, 'decision'>>,
  flagged: ReadonlySet<number>,
): Tally {
  const counts = { fixed: 0, kept: 0, skipped: 0 };
  for (const { decision } of decisions.values()) counts[decision]++;
  let left = 0;
  result.order.forEach((position) => {
    if (decisions.has(position)) return;
    if (isSuspect(result, position) || flagged.has(result.training.row[position])) left++;
  });
  return { ...counts, left };
}

/**
 * The first row without a decision after `position` in the order shown, else the first before it; −1 where all are decided.
 */
export function nextUndecided(
  shown: Int32Array,
  position: number,
  isDecided: (position: number) => boolean,
): number {
  const from = shown.indexOf(position);
  for (let i = from + 1; i < shown.length; i++) if (!isDecided(shown[i])) return shown[i];
  for (let i = 0; i < from; i++) if (!isDecided(shown[i])) return shown[i];
  return -1;
}

/** The host's decisions with the pending ones on top. */
export function mergeDecisions(
  told: readonly RowDecision[],
  pending: ReadonlyMap<number, RowDecision | undefined>,
): Map<number, RowDecision> {
  const merged = new Map(told.map((decision) => [decision.position, decision]));
  for (const [position, decision] of pending) {
    if (decision) merged.set(position, decision);
    else merged.delete(position);
  }
  return merged;
}
