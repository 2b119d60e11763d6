/** The grid that every list of rows in the panel uses: what a view says of its columns and hears of its user. */
import type { Sort } from '../data/ordering';
import type { Selection } from '../data/selection';

export interface GridColumn {
  /** Also its class, `col-<id>`, for the style sheet. */
  id: string;
  title: string;
  /** What the column means, as a tooltip of its header. */
  hint: string;
  /** The direction that choosing it first gives; absent for columns without an order. */
  sort?: 'ascending' | 'descending';
  /** Fills the cell of a recycled row once and gives what paints a position into it. */
  create(cell: HTMLElement): (position: number) => void;
}

export interface GridListener {
  /** `focus`: the keyboard should go along. */
  open(position: number, focus: boolean): void;
  select(selection: Selection): void;
  sort(sort: Sort): void;
  /** A key that the grid has no use for, with the active row (−1 for none). */
  key(event: KeyboardEvent, position: number): void;
  /** An element with `data-action` in the row was clicked. */
  action(name: string, position: number): void;
  copy(): void;
  /** These rows have come to rest on screen. */
  visible(positions: Int32Array): void;
}

export interface Grid {
  /** The rows to show, by position; from the first one on unless the place in the list is kept. */
  show(order: Int32Array, options?: { keepPlace: boolean }): void;
  showSort(sort: Sort): void;
  select(selection: Selection, options?: { reveal: boolean }): void;
  /** Paints the rows on screen again: what they show has changed. */
  repaint(): void;
  /** Other titles or hints of the same columns. */
  setColumns(columns: readonly GridColumn[]): void;
  focus(): void;
  dispose(): void;
}
