/**
 * The flags file: rows that a person suspects to be mislabelled. JSON Lines beside the influence.json, one flag a line, sorted by
 * file and row, so that version control shows one changed line for one flag. `spam.influence.json` has
 * `spam.influence-flags.jsonl`, `influence.json` has `influence-flags.jsonl`.
 *
 * A flag names its row by content: `hash` is that of the record's bytes when it was flagged, `row` and `line` tell identical
 * records apart. Keys that a reader does not know are kept when the file is written again.
 */
import * as v from 'valibot';
import { rowFields, type Sidecar } from './sidecar';

export const Flag = v.looseObject({
  ...rowFields('it was flagged'),
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
