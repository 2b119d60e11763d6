/** What a user sets in the view of slices; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

export const SlicesUi = v.object({
  ...EvidenceUi.entries,
  /** Only slices that the explained row belongs to. */
  own: v.optional(v.boolean(), false),
  /** Slices are shown that have been left out at first. */
  all: v.optional(v.boolean(), false),
});
export type SlicesUi = v.InferOutput<typeof SlicesUi>;
