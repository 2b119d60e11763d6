/** What a user sets in the view that compares two models; kept over a reload of the window. */
import * as v from 'valibot';

export const COMPARE_SECTIONS = ['checksA', 'checksB', 'modelA', 'modelB'] as const;

export const CompareUi = v.object({
  section: v.optional(v.picklist(COMPARE_SECTIONS)),
  /** Position of the training row that is read; −1 for none. */
  chosen: v.optional(v.number(), -1),
});
export type CompareUi = v.InferOutput<typeof CompareUi>;
