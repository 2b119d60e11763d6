/** Sums over rows of dense arrays. */
import { lanes, mulAdd } from './simd';

/** out[i] = a_i · b_i over `cols` numbers for rows [first, end). */
export function rowDots(
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  first: i32,
  end: i32,
  cols: i32,
  out: usize,
): void {
  for (let i = first; i < end; i++)
    store<f64>(out + ((<usize>i) << 3), dot(a + ((<usize>i * lda) << 3), b + ((<usize>i * ldb) << 3), cols));
}

/** x · y over n numbers. */
export function dot(x: usize, y: usize, n: i32): f64 {
  let s0 = f64x2.splat(0),
    s1 = s0;
  const end = x + ((<usize>(n & ~3)) << 3);
  for (; x < end; x += 32, y += 32) {
    s0 = mulAdd(v128.load(x), v128.load(y), s0);
    s1 = mulAdd(v128.load(x, 16), v128.load(y, 16), s1);
  }
  let sum = lanes(f64x2.add(s0, s1));
  for (let rest = n & 3; rest > 0; rest--, x += 8, y += 8) sum += load<f64>(x) * load<f64>(y);
  return sum;
}

/** y += alpha · x over n numbers. */
export function addScaled(y: usize, alpha: f64, x: usize, n: i32): void {
  const a = f64x2.splat(alpha);
  const end = x + ((<usize>(n & ~1)) << 3);
  for (; x < end; x += 16, y += 16) v128.store(y, mulAdd(a, v128.load(x), v128.load(y)));
  if (n & 1) store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
}
