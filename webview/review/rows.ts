/** The training rows of a ranking of labels, as its views read them; every array by position. */
import type { RankedLabels } from '../../extension/contract/panel';
import { isSuspect } from '../../extension/contract/review';
import type { SortKeys } from '../data/ordering';

export interface ReviewRows {
  result: RankedLabels;
  count: number;
  /** 1 for the most suspect row. */
  rank: Int32Array;
  /** Rows for which a model that has not seen them prefers another label: a margin above a half. */
  suspects: number;
  /** Largest and smallest score, for the bars. */
  highest: number;
  lowest: number;
  /** By number of the group of duplicates. */
  alike: ReadonlyMap<number, number>;
}

export function reviewRows(result: RankedLabels): ReviewRows {
  const { order, suspicion, duplicates } = result;
  const rank = new Int32Array(order.length);
  order.forEach((position, i) => (rank[position] = i + 1));
  const alike = new Map<number, number>();
  for (const group of duplicates) if (group >= 0) alike.set(group, (alike.get(group) ?? 0) + 1);
  const { length } = order;
  return {
    result,
    count: length,
    rank,
    suspects: order.filter((position) => isSuspect(result, position)).length,
    highest: length === 0 ? 1 : suspicion[order[0]],
    lowest: length === 0 ? 0 : suspicion[order[length - 1]],
    alike,
  };
}

export function givenLabel({ training }: RankedLabels, position: number): string {
  return training.classes[training.label[position]] ?? '';
}

export function suggestedLabel({ training, suggested }: RankedLabels, position: number): string {
  return training.classes[suggested[position]] ?? '';
}

/** Other rows with the same cells. */
export function duplicatesOf({ result, alike }: ReviewRows, position: number): number {
  return (alike.get(result.duplicates[position]) ?? 1) - 1;
}

/** What a column is sorted by; undefined for the ranking itself. */
export function sortKeys({ result, rank }: ReviewRows, column: string): SortKeys | undefined {
  const { training, suspicion, suggested, suggestedProbability } = result;
  switch (column) {
    case 'score':
      return suspicion;
    case 'line':
      return training.row;
    case 'label':
      return training.label;
    case 'suggested':
      return suggested;
    case 'probability':
      return suggestedProbability;
    default:
      return rank;
  }
}
