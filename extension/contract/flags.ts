/**
 * The flags file: rows that a person suspects to be mislabelled. JSON Lines beside the influence.json, one flag a line, sorted by
 * file and row, so that version control shows one changed line for one flag. `spam.influence.json` has
 * `spam.influence-flags.jsonl`, `influence.json` has `influence-flags.jsonl`.
 *
 * A flag names its row by content: `hash` is that of the record's bytes when it was flagged, `row` and `line` tell identical
 * records apart. Keys that a reader does not know are kept when the file is written again.
 */
import * as v from 'valibot';
import type { Sidecar } from './sidecar';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Flag = v.looseObject({
  file: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('Data file, relative to the influence.json, with slashes.'),
  ),
  row: v.pipe(
    index,
    v.description('Zero-based record index when it was flagged; the header is not counted.'),
  ),
  line: v.pipe(index, v.minValue(1), v.description('1-based line on which the record started.')),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/), v.description("Content hash of the record's bytes.")),
  flag: v.picklist(['mislabel']),
  label: v.pipe(v.optional(v.string()), v.description('Its label when it was flagged.')),
  suggested: v.pipe(v.optional(v.string()), v.description('The label that the model suggests.')),
  note: v.optional(v.string()),
});

export type Flag = v.InferOutput<typeof Flag>;

/** How a flags file is read and written. Identical records are told apart by their row. */
export const FLAGS: Sidecar<Flag> = {
  plural: 'flags',
  singular: 'flag',
  schema: Flag,
  keys: ['file', 'row', 'line', 'hash', 'flag', 'label', 'suggested', 'note'],
  identity: ({ file, hash, row, flag }) => JSON.stringify([file, hash, row, flag]),
};

/** Path of the flags file of an influence.json. */
export function flagsFileOf(config: string): string {
  return config.replace(/influence\.json$/, 'influence-flags.jsonl');
}
