/** What a user sets in any list of training rows; kept over a reload of the window. */
import * as v from 'valibot';
import type { Sort } from '../data/ordering';
import { NOTHING, selectOne, type Selection } from '../data/selection';

/** A view adds its filter and what else it keeps. */
export const RowsUi = v.object({
  /** Names the answer that the rows below belong to. */
  of: v.string(),
  sort: v.object({ column: v.string(), descending: v.boolean() }) satisfies v.GenericSchema<Sort>,
  active: v.number(),
  selected: v.array(v.number()),
  /** The pane with the active row; absent while the user has not said: then it depends on the room. */
  detail: v.optional(v.boolean()),
  /** The filters are open where there is little room. */
  filters: v.optional(v.boolean(), false),
});
export type RowsUi = v.InferOutput<typeof RowsUi>;

export const FIRST_ROWS_UI: RowsUi = {
  of: '',
  sort: { column: 'rank', descending: false },
  active: -1,
  selected: [],
  filters: false,
};

/** Selections larger than this are not kept. */
const KEPT_SELECTION = 5000;

export function keptSelection({ active, selected }: Selection): Pick<RowsUi, 'active' | 'selected'> {
  return { active, selected: selected.size <= KEPT_SELECTION ? [...selected] : [] };
}

/** What was kept, as far as it means something among so many rows. */
export function restoredSelection({ active, selected }: RowsUi, rows: number): Selection {
  if (active < 0 || active >= rows) return NOTHING;
  const chosen = selected.filter((position) => position < rows);
  return { ...selectOne(active), selected: new Set(chosen.length > 0 ? chosen : [active]) };
}
