/** Numbers and dates as one feature: standardised with the population standard deviation (definitions: Preprocessing). */
import type { RowBlock } from './rowBlock';
import type { NumericPlan } from './types';

/**
 * Center and scale over the given rows that have a value. A constant column gets scale 0; so does one without any value. Without
 * `standardize` values stay as they are, and a missing one still becomes the mean.
 */
export function learnNumeric(
  column: string,
  kind: 'numeric' | 'date',
  values: Float64Array,
  rows: Int32Array,
  standardize: boolean,
): NumericPlan {
  let count = 0;
  let sum = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (count === 0) return { kind, column, features: 1, center: 0, scale: standardize ? 0 : 1, fill: 0 };
  // The second pass corrects the rounding of the first in the mean, and its own in the deviation.
  const rough = sum / count;
  let rest = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const deviation = values[rows[i]] - rough;
    if (Number.isNaN(deviation)) continue;
    rest += deviation;
    squares += deviation * deviation;
  }
  const constant = least === most;
  const mean = constant ? least : rough + rest / count;
  if (!standardize) return { kind, column, features: 1, center: 0, scale: 1, fill: mean };
  const scale = constant ? 0 : Math.sqrt((squares - (rest * rest) / count) / count);
  return { kind, column, features: 1, center: mean, scale, fill: mean };
}

/** Writes the feature of each row. */
export function writeNumeric(
  plan: NumericPlan,
  values: Float64Array,
  { rows, from, to, out, stride, at }: RowBlock,
): void {
  const { center, scale, fill } = plan;
  if (scale === 0) return;
  for (let i = from, w = from * stride + at; i < to; i++, w += stride) {
    const value = values[rows[i]];
    out[w] = ((value === value ? value : fill) - center) / scale;
  }
}
