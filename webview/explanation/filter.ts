/** Which rows of an explanation are shown: those that pass every filter that is set. */
import { filterPositions, isFiltering } from '../data/filtering';

export interface RowFilter {
  /** Searched in the rows' cells by the engine. */
  text: string;
  /** Class indices; −1 for any. */
  label: number;
  predicted: number;
  effect: 'all' | 'helpful' | 'harmful';
  /** Only rows whose label is not what the model predicts. */
  disagreeing: boolean;
  flagged: boolean;
}

export const NO_FILTER: RowFilter = {
  text: '',
  label: -1,
  predicted: -1,
  effect: 'all',
  disagreeing: false,
  flagged: false,
};

export interface FilteredColumns {
  /** By position. */
  label: Int32Array;
  predicted: Int32Array;
  /** Change of the loss without the row: above 0 is helpful. */
  effect: Float32Array;
  row: Int32Array;
  /** 1 for the rows of the group that is looked at; absent: of any. */
  member?: Uint8Array;
}

/** Positions of `order` that pass. `matches` is the engine's answer to `filter.text`; absent when there is no text. */
export function filterRows(
  order: Int32Array,
  filter: RowFilter,
  columns: FilteredColumns,
  flagged: ReadonlySet<number>,
  matches?: Uint8Array,
): Int32Array {
  const { label, predicted, effect, row, member } = columns;
  if (!member && !isFiltering(filter, NO_FILTER)) return order;
  return filterPositions(order, (position) => {
    if (member && member[position] !== 1) return false;
    if (matches && matches[position] !== 1) return false;
    if (filter.label >= 0 && label[position] !== filter.label) return false;
    if (filter.predicted >= 0 && predicted[position] !== filter.predicted) return false;
    if (filter.effect === 'helpful' && !(effect[position] > 0)) return false;
    if (filter.effect === 'harmful' && !(effect[position] < 0)) return false;
    if (filter.disagreeing && label[position] === predicted[position]) return false;
    return !filter.flagged || flagged.has(row[position]);
  });
}
