/** What a user sets in the explanation view; kept over a reload of the window. */
import * as v from 'valibot';
import type { Sort } from '../data/ordering';
import { NO_FILTER, type RowFilter } from './filter';

const sort = v.object({ column: v.string(), descending: v.boolean() }) satisfies v.GenericSchema<Sort>;

const filter = v.object({
  text: v.string(),
  label: v.number(),
  predicted: v.number(),
  effect: v.picklist(['all', 'helpful', 'harmful']),
  disagreeing: v.boolean(),
  flagged: v.boolean(),
}) satisfies v.GenericSchema<RowFilter>;

const SavedUi = v.object({
  /** Names the explanation that the rows below belong to. */
  of: v.string(),
  sort,
  filter,
  active: v.number(),
  selected: v.array(v.number()),
  /** The pane with the active row; absent while the user has not said: then it depends on the room. */
  detail: v.optional(v.boolean()),
  /** The filters are open where there is little room. */
  filters: v.optional(v.boolean(), false),
  section: v.optional(v.picklist(['checks', 'model', 'row'])),
});
export type ExplanationUi = v.InferOutput<typeof SavedUi>;
export type Section = NonNullable<ExplanationUi['section']>;

/** Selections larger than this are not kept. */
export const KEPT_SELECTION = 5000;

export const FIRST_SORT: Sort = { column: 'rank', descending: false };

export function initialUi(saved: unknown): ExplanationUi {
  const parsed = v.safeParse(SavedUi, saved);
  if (parsed.success) return parsed.output;
  return { of: '', sort: FIRST_SORT, filter: NO_FILTER, active: -1, selected: [], filters: false };
}
