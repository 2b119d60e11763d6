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
import type { Sidecar } from './sidecar';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const contentHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

export const DECISIONS = ['fixed', 'kept', 'skipped'] as const;

export const Decision = v.looseObject({
  file: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('Data file, relative to the influence.json, with slashes.'),
  ),
  row: v.pipe(
    index,
    v.description('Zero-based record index when it was decided; the header is not counted.'),
  ),
  line: v.pipe(index, v.minValue(1), v.description('1-based line on which the record started.')),
  hash: v.pipe(contentHash, v.description("Content hash of the record's bytes, before a fix.")),
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
