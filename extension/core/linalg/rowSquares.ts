import type { PlacedMatrix } from './types';

/** Numbers of a product held at a time. */
const HELD = 2 ** 22;

/** ‖x_iᵀB‖² of every row, B of cols × k, by products with a few columns at a time. */
export function rowSquaresByProducts(
  { rows, cols, times }: Pick<PlacedMatrix, 'rows' | 'cols' | 'times'>,
  b: Float64Array,
  k: number,
): Float64Array {
  const out = new Float64Array(rows);
  const atOnce = Math.max(1, Math.floor(HELD / Math.max(1, rows)));
  for (let first = 0; first < k; first += atOnce) {
    const width = Math.min(atOnce, k - first);
    const part = new Float64Array(cols * width);
    for (let j = 0; j < cols; j++) part.set(b.subarray(j * k + first, j * k + first + width), j * width);
    const products = times(part, width);
    for (let i = 0, at = 0; i < rows; i++)
      for (let c = 0; c < width; c++, at++) out[i]! += products[at]! ** 2;
  }
  return out;
}
