/** What a user sets in the what-if view; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

/** A group that is being written; `of` names the request that it started from. */
const draft = v.object({
  of: v.string(),
  column: v.string(),
  value: v.string(),
  from: v.string(),
  to: v.string(),
});
export type Draft = v.InferOutput<typeof draft>;

export const WhatIfUi = v.object({
  ...EvidenceUi.entries,
  draft: v.optional(draft),
  /** The value that is chosen in the list of values; −1 for none, absent while the list is closed. */
  listed: v.optional(v.number()),
});
export type WhatIfUi = v.InferOutput<typeof WhatIfUi>;
