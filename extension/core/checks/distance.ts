import type { Check } from '../../contract/documents';

/**
 * Whether the explained row lies where training rows lie.
 * @param distance to the nearest training row
 * @param nearest where that row stands
 * @param usual the distance to the nearest other row, of some training rows
 */
export function checkDistance(distance: number, nearest: string, usual: Float64Array): Check {
  const sorted = usual.slice().sort();
  const median = sorted[sorted.length >> 1];
  const ratio = median > 0 ? distance / median : null;
  const times = ratio === null ? '' : ` (${Number(ratio.toPrecision(2))} times the usual distance)`;
  if (distance > sorted[sorted.length - 1])
    return {
      name: 'distance',
      status: 'warn',
      value: ratio,
      message: `The explained row lies farther from its nearest training row, ${nearest}, than each of ${usual.length} training rows from theirs${times}: the model extrapolates here.`,
    };
  return {
    name: 'distance',
    status: 'pass',
    value: ratio,
    message: `The explained row lies among the training rows: its nearest is ${nearest}${times}.`,
  };
}
