/** What a user sets in the view of a verification; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

export const VerifyUi = v.object({
  ...EvidenceUi.entries,
  /** Index of the row that is read; −1 for none. */
  chosen: v.optional(v.number(), -1),
  /** The prediction without the correction for leverage. */
  firstOrder: v.optional(v.boolean(), false),
});
export type VerifyUi = v.InferOutput<typeof VerifyUi>;
