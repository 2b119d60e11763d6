/** How much of what is wrong a ranking brings to light, and how soon (Koh & Liang, Fig. 6). */

/** Share of the planted rows among the first k of `order`, for k = 0 … n: n + 1 values from 0 to 1. */
export function foundCurve(order: Int32Array, planted: Uint8Array): Float64Array {
  const found = new Float64Array(order.length + 1);
  order.forEach((row, k) => (found[k + 1] = found[k] + planted[row]));
  const total = found[order.length];
  return total === 0 ? found : found.map((f) => f / total);
}

/** Area under a found curve by the trapezoidal rule, checks scaled to 0 … 1: 0.5 for a random order. */
export function areaUnder(found: Float64Array): number {
  const n = found.length - 1;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += (found[k] + found[k + 1]) / 2;
  return n === 0 ? 0 : sum / n;
}

/** Value of a curve over 0 … n at a share of n, interpolated. */
export function at(curve: Float64Array, share: number): number {
  const x = share * (curve.length - 1);
  const k = Math.min(Math.floor(x), curve.length - 2);
  return curve[k] + (curve[k + 1] - curve[k]) * (x - k);
}
