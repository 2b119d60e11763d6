/**
 * Rows ordered by the size of a value. Every answer needs it, so it is sorted as numbers: the size in float32 and the position packed
 * into one float64, by the engine's own sort, which is some ten times as fast as one that calls back.
 */

/** Positions that fit beside the 32 bits of a size into the 53 of a float64. */
const PACKABLE = 2 ** 21;

/** The answer and its checks ask for the same order. */
const known = new WeakMap<Float64Array, Int32Array>();

/**
 * Positions by |value|, largest first; equal ones in their order. No value may be NaN. Neither the values nor the order may be written
 * to: the next who asks is given the same order.
 */
export function orderBySize(values: Float64Array): Int32Array {
  const order = known.get(values) ?? sorted(values);
  known.set(values, order);
  return order;
}

function sorted(values: Float64Array): Int32Array {
  const size = values.map(Math.abs);
  const bySize = (a: number, b: number): number => size[b] - size[a] || a - b;
  if (size.length > PACKABLE) return Int32Array.from(size.keys()).sort(bySize);
  // The bits of positive floats are ordered as they are.
  const bits = new Uint32Array(Float32Array.from(size).buffer);
  const packed = new Float64Array(size.length);
  for (let at = 0; at < size.length; at++) packed[at] = (0xffffffff - bits[at]) * PACKABLE + at;
  packed.sort();
  const order = new Int32Array(size.length);
  // Not by `%`, which is slow for numbers of this size.
  for (let at = 0; at < size.length; at++)
    order[at] = packed[at] - Math.floor(packed[at] / PACKABLE) * PACKABLE;
  sortWithinTies(order, bits, bySize);
  return order;
}

/** What is the same in float32 may differ in float64. */
function sortWithinTies(order: Int32Array, bits: Uint32Array, compare: (a: number, b: number) => number) {
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && bits[order[to]] === bits[order[from]]) to++;
    if (to - from > 1) order.subarray(from, to).sort(compare);
  }
}
