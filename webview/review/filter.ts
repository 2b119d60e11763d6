/** Which rows of a ranking of labels are shown: those that pass every filter that is set. */
import type { RowDecision } from '../../extension/contract/panel';
import type { MislabelsResult } from '../../extension/contract/protocol';
import { filterPositions, isFiltering } from '../data/filtering';

/**
 * `queue`: all but the rows that were fixed or kept before this ranking; `open`: only rows without any decision; `fixed`, `kept`,
 * `skipped`: rows decided so; `all`: every row.
 */
export const SHOWN = ['queue', 'open', 'fixed', 'kept', 'skipped', 'all'] as const;

export interface ReviewFilter {
  /** Searched in the rows' cells by the engine. */
  text: string;
  /** Class indices; −1 for any. */
  label: number;
  suggested: number;
  shown: (typeof SHOWN)[number];
  flagged: boolean;
}

export const NO_FILTER: ReviewFilter = {
  text: '',
  label: -1,
  suggested: -1,
  shown: 'queue',
  flagged: false,
};

export interface Reviewed {
  decisions: ReadonlyMap<number, Pick<RowDecision, 'decision'>>;
  /** Positions that were fixed or kept when the ranking came. */
  settled: ReadonlySet<number>;
  /** Record indices. */
  flagged: ReadonlySet<number>;
}

/** Positions of `order` that pass. `matches` is the engine's answer to `filter.text`; absent when there is no text. */
export function filterRows(
  order: Int32Array,
  filter: ReviewFilter,
  { training, suggested }: Pick<MislabelsResult, 'training' | 'suggested'>,
  { decisions, settled, flagged }: Reviewed,
  matches?: Uint8Array,
): Int32Array {
  if (!isFiltering(filter, NO_FILTER) && settled.size === 0) return order;
  return filterPositions(order, (position) => {
    if (matches && matches[position] !== 1) return false;
    if (filter.label >= 0 && training.label[position] !== filter.label) return false;
    if (filter.suggested >= 0 && suggested[position] !== filter.suggested) return false;
    if (filter.flagged && !flagged.has(training.row[position])) return false;
    switch (filter.shown) {
      case 'all':
        return true;
      case 'queue':
        return !settled.has(position);
      case 'open':
        return !decisions.has(position);
      case 'fixed':
      case 'kept':
      case 'skipped':
        return decisions.get(position)?.decision === filter.shown;
    }
  });
}
