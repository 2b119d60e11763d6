/**
 * The review of labels: decisions on suspect rows, the file that remembers them, and what is shown with each suspect.
 *
 * Decisions stand in a JSON Lines file beside the influence.json (`influence-review.jsonl`), one row a line, sorted by file and row, the
 * newest decision of a row only, so that version control shows one changed line for one decision. The same lines are the
 * patch that `--apply` takes. A decision names its row by content: `hash` is that of the record's bytes before the decision.
 */
import * as v from 'valibot';
import type { MislabelScore } from './documents';
import type { RecordPlace } from './records';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

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
  hash: v.pipe(hash, v.description("Content hash of the record's bytes before the decision.")),
  decision: v.pipe(
    v.picklist(['fixed', 'kept', 'skipped']),
    v.description(
      'fixed: the label was changed; kept: the label is right; skipped: not decided yet, asked again later.',
    ),
  ),
  from: v.pipe(v.string(), v.description('The label before.')),
  to: v.pipe(v.optional(v.string()), v.description('The label now, when it was changed.')),
  hashAfter: v.pipe(
    v.optional(hash),
    v.description("Content hash of the record's bytes with the label changed."),
  ),
  at: v.pipe(v.string(), v.isoTimestamp(), v.description('When it was decided.')),
  by: v.pipe(v.optional(v.string()), v.description('Who decided; left blank unless a person fills it in.')),
  score: v.pipe(v.optional(v.number()), v.description('How suspect the label was, 0 to 1.')),
  scoredBy: v.optional(v.string()),
});

export type Decision = v.InferOutput<typeof Decision>;

/** Path of the review file of an influence.json. */
export function reviewFileOf(config: string): string {
  return config.replace(/influence\.json$/, 'influence-review.jsonl');
}

/** A change of one record's label field. */
export interface LabelEdit {
  place: RecordPlace;
  to: string;
}

/** The bytes that change the label of one record and nothing else. */
export interface PlannedLabelEdit {
  /** The record as it stands now. */
  place: RecordPlace;
  from: string;
  to: string;
  /** Byte range [start, end) of the file to replace. */
  start: number;
  end: number;
  /** What goes there, in the file's encoding. */
  replacement: Uint8Array;
  /** The same as text, for an editor: range in UTF-16 code units from the record's start. */
  text: { from: number; to: number; replacement: string };
  hashAfter: string;
}

/** How planted wrong labels are found when rows are checked in a given order. */
export interface BudgetCurve {
  order: MislabelScore | 'random';
  /** Mean over the draws of the share found, at each of `checked`. */
  found: number[];
  /** Standard deviation over the draws. */
  spread: number[];
  /** Area under the curve: mean and standard deviation over the draws. */
  area: { mean: number; sd: number };
  /** Test accuracy when the rows checked so far are restored, at each of `recoveredAt`; absent when it was not asked for. */
  accuracy?: number[];
}

export interface BudgetAnswer {
  rows: number;
  /** Share of labels that was flipped in each draw, how, and how many draws. */
  planted: { rate: number; kind: 'uniform' | 'class' | 'boundary'; draws: number; seed: number };
  /** Shares of the rows checked, ascending, 0 to 1. */
  checked: number[];
  recoveredAt: number[];
  curves: BudgetCurve[];
  /** Test accuracy with the labels as they are. */
  accuracyNow: number;
  /** Wrong labels that the file is estimated to hold; `low` and `high` bound a 90 % interval. */
  estimate: { wrong: number; low: number; high: number; method: string };
}
