/** What a user sets in the review; kept over a reload of the window. */
import * as v from 'valibot';
import { FIRST_ROWS_UI, RowsUi } from '../rows/ui';
import { NO_FILTER, SHOWN, type ReviewFilter } from './filter';

const filter = v.object({
  text: v.string(),
  label: v.number(),
  suggested: v.number(),
  shown: v.picklist(SHOWN),
  flagged: v.boolean(),
}) satisfies v.GenericSchema<ReviewFilter>;

const SavedUi = v.object({
  ...RowsUi.entries,
  filter,
  section: v.optional(v.picklist(['checks', 'model'])),
});
export type ReviewUi = v.InferOutput<typeof SavedUi>;
export type Section = NonNullable<ReviewUi['section']>;

export function initialUi(saved: unknown): ReviewUi {
  const parsed = v.safeParse(SavedUi, saved);
  return parsed.success ? parsed.output : { ...FIRST_ROWS_UI, filter: NO_FILTER };
}
