/**
 * The decisions file: what a person decided of the labels of a dataset. JSON Lines beside the influence.json, one decision a line,
 * sorted by file and row, so that version control shows one changed line for one decision. `spam.influence.json` has
 * `spam.influence-decisions.jsonl`, `influence.json` has `influence-decisions.jsonl`. Its `fixed` lines are the patch that the
 * command line applies to a fresh copy of the data.
 *
 * A decision names its row by content: `hash` is that of the record's bytes when it was decided, before a fix; `row` and `line`
 * tell identical records apart. Keys that a reader does not know are kept when the file is written again.
 */
import * as v from 'valibot';
import { contentHash, rowFields, type Sidecar } from './sidecar';

export const DECISIONS = ['fixed', 'kept', 'skipped'] as const;

export const Decision = v.looseObject({
  ...rowFields('it was decided, before a fix'),
  decision: v.pipe(
    v.picklist(DECISIONS),
    v.description(
      'fixed: the label was changed; kept: the label is right; skipped: looked at and left undecided.',
    ),
  ),
  from: v.pipe(v.string(), v.description('The label when it was decided.')),
  to: v.pipe(v.optional(v.string()), v.description('The label that it was changed to; of fixed rows only.')),
  hashAfter: v.pipe(v.optional(contentHash), v.description('Content hash of the record after the fix.')),
  score: v.pipe(v.optional(v.number()), v.description('How suspect the label was, 0 to 1.')),
  by: v.pipe(v.optional(v.string()), v.description('Who decided; left blank unless someone fills it in.')),
  at: v.pipe(v.string(), v.isoTimestamp(), v.description('When, in UTC.')),
});

export type Decision = v.InferOutput<typeof Decision>;
export type DecisionKind = Decision['decision'];

/** How a decisions file is read and written: one decision for each state of a record, identical records told apart by their row. */
export const DECISIONS_FILE: Sidecar<Decision> = {
  plural: 'decisions',
  singular: 'decision',
  schema: Decision,
  keys: ['file', 'row', 'line', 'hash', 'decision', 'from', 'to', 'hashAfter', 'score', 'by', 'at'],
  identity: ({ file, hash, row }) => JSON.stringify([file, hash, row]),
};

/** Path of the decisions file of an influence.json. */
export function decisionsFileOf(config: string): string {
  return config.replace(/influence\.json$/, 'influence-decisions.jsonl');
}
