import type { EditSpace } from './space';

/** Rounding of a multiple of the unit that is one but for its last digits. */
const SLACK = 1e-9;

/**
 * One step of the projected gradient-sign attack (Koh & Liang, section 5.2): the edit moves along the sign of the gradient, then back into
 * its bounds, onto the grid of the data and into the range of its values.
 * @param original the row as the model sees it
 * @param edit what is added to it so far, in the units of the data
 * @param gradient of the loss by the row's features
 * @param size of the step, as a share of each limit
 */
export function stepEdit(
  { limit, unit, scale, least, most, center }: EditSpace,
  original: Float64Array,
  edit: Float64Array,
  gradient: Float64Array,
  size: number,
): Float64Array {
  return edit.map((now, j) => {
    if (limit[j] === 0) return 0;
    const value = original[j] * scale[j] + center[j];
    const moved = now + Math.sign(gradient[j]) * Math.max(size * limit[j], unit[j]);
    const within = Math.max(-limit[j], Math.min(limit[j], moved));
    const allowed = Math.max(Math.min(0, least[j] - value), Math.min(Math.max(0, most[j] - value), within));
    return unit[j] === 0 ? allowed : Math.trunc(allowed / unit[j] + Math.sign(allowed) * SLACK) * unit[j];
  });
}
