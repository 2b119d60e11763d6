/** Pixels and vectors: every number one feature (definitions: Preprocessing). */
import { sizeOf } from '../tables/shapes';
import type { RowBlock } from './rowBlock';
import type { ArrayPlan } from './types';

export interface ArrayData {
  shape: readonly number[];
  /** Records × product of `shape`, row-major; NaN throughout a missing record. */
  values: Float32Array | Float64Array;
}

/**
 * The numbers of a vector are standardised one by one, as numeric columns are, when `standardize` is set. Pixels never are: one that
 * is lit in a handful of images would weigh as much as one in the middle of every picture. A missing record becomes the mean.
 */
export function learnArray(
  column: string,
  kind: 'image' | 'array',
  { shape, values }: ArrayData,
  rows: Int32Array,
  standardize: boolean,
): ArrayPlan {
  const features = sizeOf(shape);
  const mean = new Float64Array(features);
  const center = new Float64Array(features);
  const scale = new Float64Array(features).fill(1);
  const present = rows.filter((row) => !Number.isNaN(values[row * features]));
  const plan: ArrayPlan = { kind, column, features, shape: [...shape], center, scale, fill: mean };
  if (present.length === 0) {
    if (kind === 'array' && standardize) scale.fill(0);
    return plan;
  }
  for (const row of present) for (let j = 0; j < features; j++) mean[j] += values[row * features + j];
  for (let j = 0; j < features; j++) mean[j] /= present.length;
  if (kind === 'array' && standardize) {
    center.set(mean);
    deviations(values, present, mean, scale);
  }
  return plan;
}

/** Population standard deviation of each feature, 0 where all values are equal; the mean is corrected for its rounding on the way. */
function deviations(
  values: ArrayData['values'],
  rows: Int32Array,
  mean: Float64Array,
  scale: Float64Array,
): void {
  const features = mean.length;
  const rest = new Float64Array(features);
  const varies = new Uint8Array(features);
  scale.fill(0);
  for (const row of rows) {
    for (let j = 0; j < features; j++) {
      const value = values[row * features + j];
      const deviation = value - mean[j];
      rest[j] += deviation;
      scale[j] += deviation * deviation;
      if (value !== values[rows[0] * features + j]) varies[j] = 1;
    }
  }
  const n = rows.length;
  for (let j = 0; j < features; j++) {
    scale[j] = varies[j] === 1 ? Math.sqrt(Math.max(0, (scale[j] - (rest[j] * rest[j]) / n) / n)) : 0;
  }
}

/** Writes the features of each row. */
export function writeArray(
  { features, center, scale, fill }: ArrayPlan,
  values: ArrayData['values'],
  { rows, from, to, out, stride, at }: RowBlock,
): void {
  for (let i = from; i < to; i++) {
    const start = rows[i] * features;
    const missing = Number.isNaN(values[start]);
    for (let j = 0, w = i * stride + at; j < features; j++, w++) {
      if (scale[j] !== 0) out[w] = ((missing ? fill[j] : values[start + j]) - center[j]) / scale[j];
    }
  }
}
