import type { Selection } from '../data/selection';

/** Paints a part of the view from the store. */
export interface Paint {
  head(): void;
  toolbar(): void;
  decide(): void;
  detail(): void;
  sort(): void;
  /** Shows this selection in the grid too. */
  select(selection: Selection): void;
  /** Rows on screen: what they show has changed. */
  rows(): void;
  focusRows(): void;
}
