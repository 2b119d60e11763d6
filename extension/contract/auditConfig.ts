/** The part of `influence.json` that is about audits. */
import * as v from 'valibot';
import { count, nonNegative } from './fields';

/** Edits of pixels are kept as bytes with a sign. */
export const MOST_LEVELS = 127;

/** A number in the units of a column, or so many of its standard deviations. */
export const ColumnBound = v.union([
  nonNegative,
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)? ?sd$/, 'a text such as "0.5 sd"')),
]);

export const AuditSettings = v.pipe(
  v.strictObject({
    targets: v.pipe(
      v.optional(count, 20),
      v.description('How many test rows that are predicted right to attack.'),
    ),
    levels: v.pipe(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_LEVELS)), 4),
      v.description('Pixels: how many of 255 levels an edit may change.'),
    ),
    share: v.pipe(
      v.optional(nonNegative, 0.1),
      v.description("Numbers: what share of their column's standard deviation an edit may change."),
    ),
    columns: v.pipe(
      v.optional(v.record(v.string(), ColumnBound), {}),
      v.description(
        'Other bounds for some columns: a number in the units of the column (pixels: levels of 255; 0 leaves it as it is), or "0.5 sd" in its standard deviations. Whole numbers stay whole.',
      ),
    ),
  }),
  v.description('What an edit of a training row may change when vulnerability is audited.'),
);
