/** Which rows are shown: those that pass every filter that is set. */

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
  effect: Float64Array;
  row: Int32Array;
}

export function isFiltering(filter: RowFilter): boolean {
  return (Object.keys(NO_FILTER) as (keyof RowFilter)[]).some((key) => filter[key] !== NO_FILTER[key]);
}

/** Positions of `order` that pass. `matches` is the engine's answer to `filter.text`; absent when there is no text. */
export function filterRows(
  order: Int32Array,
  filter: RowFilter,
  columns: FilteredColumns,
  flagged: ReadonlySet<number>,
  matches?: Uint8Array,
): Int32Array {
  if (!isFiltering(filter)) return order;
  const { label, predicted, effect, row } = columns;
  const passing = new Int32Array(order.length);
  let count = 0;
  for (const position of order) {
    if (matches && matches[position] !== 1) continue;
    if (filter.label >= 0 && label[position] !== filter.label) continue;
    if (filter.predicted >= 0 && predicted[position] !== filter.predicted) continue;
    if (filter.effect === 'helpful' && !(effect[position] > 0)) continue;
    if (filter.effect === 'harmful' && !(effect[position] < 0)) continue;
    if (filter.disagreeing && label[position] === predicted[position]) continue;
    if (filter.flagged && !flagged.has(row[position])) continue;
    passing[count++] = position;
  }
  return passing.slice(0, count);
}
