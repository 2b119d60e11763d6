/** What a user sets in the view of one row; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

export const WhyUi = v.object({
  ...EvidenceUi.entries,
  /** Columns are shown that have been left out for want of room. */
  allColumns: v.optional(v.boolean(), false),
  /** The pixel that is read; −1 for none. */
  pixel: v.optional(v.number(), -1),
});
export type WhyUi = v.InferOutput<typeof WhyUi>;
