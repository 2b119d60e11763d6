/** For how many rows, and which, the removal is forecast exactly where all of them would be dear. */
import { orderBySize } from '../../orderBySize';
import type { Held } from './state';

/** Forecast in any case: what a short list shows. */
export const FEWEST = 10;
const MOST = 256;
/** Operations spent on forecasts that nobody asked for: about half a second. */
const UNASKED = 10e9;
/** Operations beyond which a forecast of all rows is refused even when asked for: solves row by row take hours. */
const HOPELESS = 2e13;

export function rowsToForecast({ inverse, curvature, covariances }: Held, everyRow: boolean): number {
  const all = curvature.rows;
  const cost = inverse.rowFlops(all);
  if (covariances || cost <= (everyRow ? HOPELESS : UNASKED)) return all;
  const affordable = Math.floor(UNASKED / inverse.rowFlops(1));
  return Math.min(all, Math.max(FEWEST, Math.min(MOST, affordable)));
}

/** The rows with the largest |values|; all of them in their own order. */
export function leadingRows(values: Float64Array, count: number): Int32Array {
  return count >= values.length
    ? new Int32Array(values.length).map((_, row) => row)
    : orderBySize(values).slice(0, count);
}

/** `rows`, and those of `more` that are not among them. */
export function withRows(rows: Int32Array, more: Int32Array): Int32Array {
  if (more.length === 0) return rows;
  const known = new Set(rows);
  return Int32Array.of(...rows, ...more.filter((row) => !known.has(row)));
}
