/** What a user sets in the explanation view; kept over a reload of the window. */
import * as v from 'valibot';
import { FIRST_ROWS_UI, RowsUi } from '../rows/ui';
import { NO_FILTER, type RowFilter } from './filter';

const filter = v.object({
  text: v.string(),
  label: v.number(),
  predicted: v.number(),
  effect: v.picklist(['all', 'helpful', 'harmful']),
  disagreeing: v.boolean(),
  flagged: v.boolean(),
}) satisfies v.GenericSchema<RowFilter>;

const SavedUi = v.object({
  ...RowsUi.entries,
  filter,
  section: v.optional(v.picklist(['checks', 'model', 'layers', 'row'])),
});
export type ExplanationUi = v.InferOutput<typeof SavedUi>;
export type Section = NonNullable<ExplanationUi['section']>;

export function initialUi(saved: unknown): ExplanationUi {
  const parsed = v.safeParse(SavedUi, saved);
  return parsed.success ? parsed.output : { ...FIRST_ROWS_UI, filter: NO_FILTER };
}
