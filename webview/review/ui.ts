/** What a user sets in the review; kept over a reload of the window. */
import * as v from 'valibot';
import type { Sort } from '../data/ordering';
import { NO_FILTER, SHOWN, type ReviewFilter } from './filter';

const sort = v.object({ column: v.string(), descending: v.boolean() }) satisfies v.GenericSchema<Sort>;

const filter = v.object({
  text: v.string(),
  label: v.number(),
  suggested: v.number(),
  shown: v.picklist(SHOWN),
  flagged: v.boolean(),
}) satisfies v.GenericSchema<ReviewFilter>;

const SavedUi = v.object({
  /** Names the data that the rows below belong to. */
  of: v.string(),
  sort,
  filter,
  active: v.number(),
  selected: v.array(v.number()),
  /** The pane with the active row; absent while the user has not said: then it depends on the room. */
  detail: v.optional(v.boolean()),
  /** The filters are open where there is little room. */
  filters: v.optional(v.boolean(), false),
  section: v.optional(v.picklist(['checks', 'model'])),
});
export type ReviewUi = v.InferOutput<typeof SavedUi>;
export type Section = NonNullable<ReviewUi['section']>;

/** Selections larger than this are not kept. */
export const KEPT_SELECTION = 5000;

export const FIRST_SORT: Sort = { column: 'rank', descending: false };

export function initialUi(saved: unknown): ReviewUi {
  const parsed = v.safeParse(SavedUi, saved);
  if (parsed.success) return parsed.output;
  return { of: '', sort: FIRST_SORT, filter: NO_FILTER, active: -1, selected: [], filters: false };
}
