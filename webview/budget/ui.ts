/** What a user sets in the budget view; kept over a reload of the window. */
import * as v from 'valibot';

const SavedUi = v.object({
  /** Rows that the user can check; absent until she says. */
  rows: v.optional(v.number()),
  /** All rows on the axis, not only the first. */
  whole: v.optional(v.boolean(), false),
});
export type BudgetUi = v.InferOutput<typeof SavedUi>;

export function initialUi(saved: unknown): BudgetUi {
  const parsed = v.safeParse(SavedUi, saved);
  return parsed.success ? parsed.output : { whole: false };
}
