/** Products with a symmetric matrix of which the upper triangle is stored. */
import { both, lanes, mulAdd } from './simd';

/**
 * y += A·u as far as rows [first, end) of the stored triangle contribute: each entry is read once and serves both its places.
 * A is n × n at a stride of `ld`; y of n numbers.
 */
export function symmetricTimes(a: usize, ld: i32, first: i32, end: i32, n: i32, u: usize, y: usize): void {
  let i = first;
  for (; i + 4 <= end; i += 4) {
    corner(a, ld, i, 4, u, y);
    fourRows(
      a + ((<usize>(i * (ld + 1) + 4)) << 3),
      (<usize>ld) << 3,
      n - i - 4,
      u + ((<usize>i) << 3),
      y + ((<usize>i) << 3),
    );
  }
  if (i < end) {
    corner(a, ld, i, end - i, u, y);
    for (let r = i; r < end; r++)
      oneRow(
        a + <usize>r * ((<usize>ld) << 3),
        end,
        n,
        u,
        y,
        load<f64>(u + ((<usize>r) << 3)),
        y + ((<usize>r) << 3),
      );
  }
}

/** The small triangle on the diagonal from row i. */
function corner(a: usize, ld: i32, i: i32, size: i32, u: usize, y: usize): void {
  for (let r = i; r < i + size; r++) {
    const row = a + ((<usize>r * ld) << 3);
    const at = (<usize>r) << 3;
    let sum = load<f64>(row + at) * load<f64>(u + at);
    for (let q = r + 1; q < i + size; q++) {
      const value = load<f64>(row + ((<usize>q) << 3));
      sum += value * load<f64>(u + ((<usize>q) << 3));
      store<f64>(y + ((<usize>q) << 3), load<f64>(y + ((<usize>q) << 3)) + value * load<f64>(u + at));
    }
    store<f64>(y + at, load<f64>(y + at) + sum);
  }
}

/** Four rows right of their corner; u and y point at the row's own entries, whose neighbours to the right follow. */
function fourRows(a: usize, row: usize, count: i32, u: usize, y: usize): void {
  const u0 = both(u);
  const u1 = both(u + 8);
  const u2 = both(u + 16);
  const u3 = both(u + 24);
  let s0 = f64x2.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  let uAt = u + 32;
  let yAt = y + 32;
  const end = a + ((<usize>(count & ~1)) << 3);
  for (; a < end; a += 16, uAt += 16, yAt += 16) {
    const x = v128.load(uAt);
    let sum = v128.load(yAt);
    let value = v128.load(a);
    s0 = mulAdd(value, x, s0);
    sum = mulAdd(value, u0, sum);
    value = v128.load(a + row);
    s1 = mulAdd(value, x, s1);
    sum = mulAdd(value, u1, sum);
    value = v128.load(a + 2 * row);
    s2 = mulAdd(value, x, s2);
    sum = mulAdd(value, u2, sum);
    value = v128.load(a + 3 * row);
    s3 = mulAdd(value, x, s3);
    v128.store(yAt, mulAdd(value, u3, sum));
  }
  let t0 = lanes(s0),
    t1 = lanes(s1),
    t2 = lanes(s2),
    t3 = lanes(s3);
  if (count & 1) {
    const x = load<f64>(uAt);
    const v0 = load<f64>(a);
    const v1 = load<f64>(a + row);
    const v2 = load<f64>(a + 2 * row);
    const v3 = load<f64>(a + 3 * row);
    t0 += v0 * x;
    t1 += v1 * x;
    t2 += v2 * x;
    t3 += v3 * x;
    const sum = v0 * load<f64>(u) + v1 * load<f64>(u, 8) + v2 * load<f64>(u, 16) + v3 * load<f64>(u, 24);
    store<f64>(yAt, load<f64>(yAt) + sum);
  }
  store<f64>(y, load<f64>(y) + t0);
  store<f64>(y, load<f64>(y, 8) + t1, 8);
  store<f64>(y, load<f64>(y, 16) + t2, 16);
  store<f64>(y, load<f64>(y, 24) + t3, 24);
}

/** Columns [first, n) of one row. */
function oneRow(row: usize, first: i32, n: i32, u: usize, y: usize, own: f64, target: usize): void {
  let sum: f64 = 0;
  for (let q = first; q < n; q++) {
    const at = (<usize>q) << 3;
    const value = load<f64>(row + at);
    sum += value * load<f64>(u + at);
    store<f64>(y + at, load<f64>(y + at) + value * own);
  }
  store<f64>(target, load<f64>(target) + sum);
}
