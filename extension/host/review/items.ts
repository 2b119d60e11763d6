/** What the list of suspects holds, as plain data. */
import type { DecisionKind } from '../../contract/decisions';
import { hashAt } from './queue';
import type { PlacedDecision, Review, RowName } from './types';

export type ReviewItem =
  /** A row left to look at; of one that was skipped `skipped` is true. */
  | ({ type: 'row'; skipped: boolean } & RowName)
  /** More rows are left than are listed. */
  | { type: 'more'; config: string; left: number }
  /** The group of decisions. */
  | { type: 'decisions'; config: string; count: number }
  /** Of the group; a row of the ranking has its name. */
  | { type: 'decision'; config: string; decision: DecisionKind; placed: PlacedDecision; name?: RowName };

/** How many rows are listed when there are fewer suspects, and how many more "Show More" adds. */
export const PAGE = 200;

/** The rows that are listed: the first of the queue, flagged ones wherever they stand in it, then those that were skipped. */
export function listedRows({ queue, decided, flagged }: Review, limit: number): number[] {
  const isSkipped = (position: number) => decided.has(position);
  return [...queue].filter((position, i) => i < limit || flagged.has(position) || isSkipped(position));
}

export function rootItems(config: string, review: Review, limit: number): ReviewItem[] {
  const items: ReviewItem[] = [];
  const { result, queue, decided } = review;
  if (result) {
    const listed = listedRows(review, limit);
    for (const position of listed)
      items.push({ type: 'row', skipped: decided.has(position), ...nameOf(config, review, position) });
    const left = queue.length - listed.length;
    if (left > 0) items.push({ type: 'more', config, left });
  }
  const count = decisionItems(config, review).length;
  if (count > 0) items.push({ type: 'decisions', config, count });
  return items;
}

/** Fixed and kept rows, and without a ranking the skipped ones too; the last decided first. */
export function decisionItems(config: string, review: Review): ReviewItem[] {
  const positions = new Map([...review.decided].map(([position, placed]) => [placed.entry, position]));
  return review.decisions
    .filter(
      ({ entry, counts, lost }) =>
        (counts || lost !== undefined) && !isListed(review, entry.decision, counts),
    )
    .sort((a, b) => (a.entry.at < b.entry.at ? 1 : -1))
    .map((placed) => {
      const position = positions.get(placed.entry);
      const name = position === undefined ? undefined : nameOf(config, review, position);
      return { type: 'decision', config, decision: placed.entry.decision, placed, name };
    });
}

function isListed({ result }: Review, decision: DecisionKind, counts: boolean): boolean {
  return result !== undefined && counts && decision === 'skipped';
}

export function nameOf(config: string, { result }: Review, position: number): RowName {
  return { config, position, hash: hashAt(result!.hashes, position) };
}
