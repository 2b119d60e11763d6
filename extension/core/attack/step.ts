/** The steps of the projected gradient-sign attack (Koh & Liang, section 5.2). */
import type { EditSpace } from './space';

/** Rounding of a multiple of the unit that is one but for its last digits. */
const SLACK = 1e-9;

/** Where an attack is, in the units of the data: between the values that the data can have. */
export interface EditPath {
  /** What is added to the row so far. */
  edit: Float64Array;
  /** The gradients so far, each of length 1 by its absolute values, the older ones less. */
  velocity: Float64Array;
}

export interface Stride {
  /** Of a step, as a share of each limit; but no more of the data's units, such as levels of pixels, than `units`. */
  size: number;
  units: number;
  /** What is left of the velocity after a step, 0 to 1 (Dong et al. 2018): 0 is the attack of the paper. */
  momentum: number;
}

/**
 * The edit moves along the sign of the velocity, then back into its bounds and into the range of the values.
 * @param original the row as the model sees it
 * @param gradient of the loss by the row's features
 */
export function stepEdit(
  { limit, unit, scale, least, most, center }: EditSpace,
  original: Float64Array,
  { edit, velocity }: EditPath,
  gradient: Float64Array,
  { size, units, momentum }: Stride,
): EditPath {
  const length = gradient.reduce((sum, value, j) => (limit[j] === 0 ? sum : sum + Math.abs(value)), 0) || 1;
  const faster = velocity.map((old, j) => momentum * old + gradient[j] / length);
  const moved = edit.map((now, j) => {
    const value = original[j] * scale[j] + center[j];
    const share = size * limit[j];
    const next = now + Math.sign(faster[j]) * (unit[j] === 0 ? share : Math.min(share, units * unit[j]));
    return within(Math.max(-limit[j], Math.min(limit[j], next)), least[j] - value, most[j] - value);
  });
  return { edit: moved, velocity: faster };
}

/**
 * The edit on the grid of the data. Each number has a threshold of its own, so that an edit by a tenth of the unit changes a tenth of the
 * numbers by the whole of it: rounded alike, small steps would change none of them, and then all at once.
 * @param thresholds one a number, uniform on [0, 1)
 */
export function roundEdit(
  { limit, unit, scale, least, most, center }: EditSpace,
  original: Float64Array,
  edit: Float64Array,
  thresholds: Float64Array,
): Float64Array {
  return edit.map((exact, j) => {
    if (unit[j] === 0 || limit[j] === 0) return exact;
    const value = original[j] * scale[j] + center[j];
    const whole = Math.floor(exact / unit[j] + thresholds[j]) * unit[j];
    const allowed = within(whole, least[j] - value, most[j] - value);
    return Math.trunc(allowed / unit[j] + Math.sign(allowed) * SLACK) * unit[j];
  });
}

/** A value outside the range may stay where it is. */
function within(edit: number, down: number, up: number): number {
  return Math.max(Math.min(0, down), Math.min(Math.max(0, up), edit));
}
