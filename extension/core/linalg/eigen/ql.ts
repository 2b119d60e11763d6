import { LensError } from '../../../contract/errors';

const SWEEPS_PER_VALUE = 60;

/**
 * Implicit QL iteration with Wilkinson's shift (Golub & Van Loan, Matrix Computations, 8.3) on a symmetric tridiagonal matrix.
 * @param d diagonal, n; becomes the eigenvalues, in no order
 * @param e e[i] couples i and i + 1; destroyed
 * @param rows n × n, the identity before; row i becomes the eigenvector of d[i]
 */
export function iterateQL(d: Float64Array, e: Float64Array, rows: Float64Array): void {
  const n = d.length;
  for (let low = 0; low < n; low++)
    for (let sweep = 0; ; sweep++) {
      let high = low;
      while (
        high < n - 1 &&
        Math.abs(e[high]!) > Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))
      )
        high++;
      if (high === low) break;
      if (sweep === SWEEPS_PER_VALUE)
        throw new LensError('numeric', 'The eigendecomposition did not converge.');
      rotateDown(d, e, rows, low, high);
    }
}

/** One sweep over the unreduced block [low, high]. */
function rotateDown(d: Float64Array, e: Float64Array, rows: Float64Array, low: number, high: number): void {
  const n = d.length;
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  let g = d[high]! - d[low]! + e[low]! / (half + Math.sign(half || 1) * Math.hypot(half, 1));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    p = sine * t;
    d[i + 1] = g + p;
    g = cosine * t - b;
    rotateRows(rows, i * n, (i + 1) * n, n, cosine, sine);
  }
  d[low]! -= p;
  e[low] = g;
  e[high] = 0;
}

/** (x, y) ← (c·x − s·y, s·x + c·y) for the rows that start at x and y. */
export function rotateRows(rows: Float64Array, x: number, y: number, n: number, c: number, s: number): void {
  for (let q = 0; q < n; q++) {
    const hold = rows[y + q]!;
    rows[y + q] = s * rows[x + q]! + c * hold;
    rows[x + q] = c * rows[x + q]! - s * hold;
  }
}
