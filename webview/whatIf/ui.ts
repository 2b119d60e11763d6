/** What a user sets in the what-if view; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

/** A condition that is being written. */
const condition = v.object({ column: v.string(), value: v.string(), from: v.string(), to: v.string() });
export type ConditionDraft = v.InferOutput<typeof condition>;

/** A group that is being written, none of whose conditions is left open; `of` names the request that it started from. */
const draft = v.object({ of: v.string(), conditions: v.array(condition) });
export type Draft = v.InferOutput<typeof draft>;

export const WhatIfUi = v.object({
  ...EvidenceUi.entries,
  draft: v.optional(draft),
  /** The condition whose list of values is open, and the value that is chosen there; −1 for none. */
  listed: v.optional(v.object({ condition: v.number(), value: v.number() })),
});
export type WhatIfUi = v.InferOutput<typeof WhatIfUi>;
