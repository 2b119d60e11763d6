/** What a user sets in the view of an audit; kept over a reload of the window. */
import * as v from 'valibot';
import { EvidenceUi } from '../shell/evidence';

export const AuditUi = v.object({
  ...EvidenceUi.entries,
  /** Index of the attack whose edit is shown. */
  chosen: v.optional(v.number(), 0),
  /** Attacks are shown that have been left out at first. */
  all: v.optional(v.boolean(), false),
});
export type AuditUi = v.InferOutput<typeof AuditUi>;
