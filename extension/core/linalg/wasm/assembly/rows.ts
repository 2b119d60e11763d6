/**
 * Products of a row-major matrix X with a few columns, read once. X has whole groups of four rows (the last filled up with
 * zeros) at a stride of `ld` numbers, a multiple of two. The few columns stand in panels: all rows of columns 0–3, then of
 * 4–7, and so on; the last panel is two wide where two columns or fewer are left.
 */
import { both, lanes, mulAdd } from './simd';
import { addScaled, dot } from './vectors';

/** Columns of the panel that starts at column `c` of `k`. */
function panelWidth(c: i32, k: i32): i32 {
  return k - c > 2 ? 4 : 2;
}

/** Numbers from one row to the next of four rows of scores. */
function padded(k: i32): i32 {
  return (k + 1) & ~1;
}

/** out[i] = x_i · v for rows [first, end), `first` and `end` multiples of four; v of ld numbers. */
export function scoreVector(x: usize, ld: i32, first: i32, end: i32, v: usize, out: usize): void {
  for (let i = first; i < end; i += 4) scoreFour(x + ((<usize>i * ld) << 3), ld, v, out + ((<usize>i) << 3));
}

/** out += Σ r[i] · x_i over rows [first, end); out of ld numbers. */
export function spreadVector(x: usize, ld: i32, first: i32, end: i32, r: usize, out: usize): void {
  for (let i = first; i < end; i += 4) spreadFour(x + ((<usize>i * ld) << 3), ld, r + ((<usize>i) << 3), out);
}

/** out += Σ w[i] · (x_i · v) · x_i over rows [first, end): both passes while the rows are in the cache. */
export function curvatureVector(
  x: usize,
  ld: i32,
  first: i32,
  end: i32,
  w: usize,
  v: usize,
  out: usize,
  space: usize,
): void {
  for (let i = first; i < end; i += 4) {
    const rows = x + ((<usize>i * ld) << 3);
    const weights = w + ((<usize>i) << 3);
    scoreFour(rows, ld, v, space);
    v128.store(space, f64x2.mul(v128.load(space), v128.load(weights)));
    v128.store(space, f64x2.mul(v128.load(space, 16), v128.load(weights, 16)), 16);
    spreadFour(rows, ld, space, out);
  }
}

/** out = X·V for rows [first, end): `out` has `outRow` numbers a row and only rows below `rows` are written. */
export function scorePanels(
  x: usize,
  ld: i32,
  first: i32,
  end: i32,
  rows: i32,
  v: usize,
  k: i32,
  out: usize,
  space: usize,
): void {
  const row = (<usize>padded(k)) << 3;
  for (let i = first; i < end; i += 4) {
    scoreBlock(x + ((<usize>i * ld) << 3), ld, v, k, space, row);
    for (let r = i; r < min(i + 4, rows); r++)
      memory.copy(out + ((<usize>r * k) << 3), space + <usize>(r - i) * row, (<usize>k) << 3);
  }
}

/** Panels out += Xᵀ·R for rows [first, end), R of `rows` × k. */
export function spreadPanels(
  x: usize,
  ld: i32,
  first: i32,
  end: i32,
  rows: i32,
  r: usize,
  k: i32,
  out: usize,
  space: usize,
): void {
  const row = (<usize>padded(k)) << 3;
  for (let i = first; i < end; i += 4) {
    memory.fill(space, 0, 4 * row);
    for (let q = i; q < min(i + 4, rows); q++)
      memory.copy(space + <usize>(q - i) * row, r + ((<usize>q * k) << 3), (<usize>k) << 3);
    spreadBlock(x + ((<usize>i * ld) << 3), ld, space, k, row, out);
  }
}

/** Panels out += Xᵀ·(W ∘ (X·V)) for rows [first, end) and k · m columns; `kind` and `w` as in `weigh`. */
export function curvaturePanels(
  x: usize,
  ld: i32,
  first: i32,
  end: i32,
  rows: i32,
  kind: i32,
  w: usize,
  v: usize,
  k: i32,
  m: i32,
  out: usize,
  space: usize,
): void {
  const columns = k * m;
  const row = (<usize>padded(columns)) << 3;
  const weighted = space + 4 * row;
  for (let i = first; i < end; i += 4) {
    const at = x + ((<usize>i * ld) << 3);
    scoreBlock(at, ld, v, columns, space, row);
    memory.fill(weighted, 0, 4 * row);
    for (let r = i; r < min(i + 4, rows); r++)
      weigh(kind, w, r, k, m, space + <usize>(r - i) * row, weighted + <usize>(r - i) * row);
    spreadBlock(at, ld, weighted, columns, row, out);
  }
}

/** In place, for rows [first, end) of scores (rows × k × m): S_i ← W_i · S_i. */
export function weighRows(
  kind: i32,
  w: usize,
  scores: usize,
  k: i32,
  m: i32,
  first: i32,
  end: i32,
  space: usize,
): void {
  const bytes = (<usize>(k * m)) << 3;
  for (let i = first; i < end; i++) {
    const at = scores + <usize>i * bytes;
    weigh(kind, w, i, k, m, at, space);
    memory.copy(at, space, bytes);
  }
}

/**
 * out = W_i · S for S of k × m. Kind 0: w holds a symmetric k × k block a row. Kind 1: w holds k class probabilities p and then a
 * factor f a row, and W_i = f · (diag(p) − p·pᵀ).
 */
function weigh(kind: i32, w: usize, i: i32, k: i32, m: i32, s: usize, out: usize): void {
  if (kind == 1) weighSoftmax(w + ((<usize>i * (k + 1)) << 3), k, m, s, out);
  else if (m == 1) weighBlock(w + ((<usize>i * k * k) << 3), k, s, out);
  else weighBlockWide(w + ((<usize>i * k * k) << 3), k, m, s, out);
}

function weighSoftmax(p: usize, k: i32, m: i32, s: usize, out: usize): void {
  const factor = load<f64>(p + ((<usize>k) << 3));
  const row = (<usize>m) << 3;
  for (let at: usize = 0; at < row; at += 8) {
    let mean: f64 = 0;
    for (let c = 0; c < k; c++) mean += load<f64>(p + ((<usize>c) << 3)) * load<f64>(s + <usize>c * row + at);
    for (let c = 0; c < k; c++) {
      const place = <usize>c * row + at;
      store<f64>(out + place, factor * load<f64>(p + ((<usize>c) << 3)) * (load<f64>(s + place) - mean));
    }
  }
}

function weighBlock(block: usize, k: i32, s: usize, out: usize): void {
  for (let c = 0; c < k; c++) {
    store<f64>(out + ((<usize>c) << 3), dot(block, s, k));
    block += (<usize>k) << 3;
  }
}

function weighBlockWide(block: usize, k: i32, m: i32, s: usize, out: usize): void {
  const row = (<usize>m) << 3;
  memory.fill(out, 0, <usize>k * row);
  for (let c = 0; c < k; c++) {
    for (let d = 0; d < k; d++) {
      addScaled(out, load<f64>(block), s + <usize>d * row, m);
      block += 8;
    }
    out += row;
  }
}

function scoreFour(x: usize, ld: i32, v: usize, out: usize): void {
  const row = (<usize>ld) << 3;
  let s0 = f64x2.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  const end = x + row;
  while (x < end) {
    const y = v128.load(v);
    s0 = mulAdd(v128.load(x), y, s0);
    s1 = mulAdd(v128.load(x + row), y, s1);
    s2 = mulAdd(v128.load(x + 2 * row), y, s2);
    s3 = mulAdd(v128.load(x + 3 * row), y, s3);
    x += 16;
    v += 16;
  }
  store<f64>(out, lanes(s0));
  store<f64>(out, lanes(s1), 8);
  store<f64>(out, lanes(s2), 16);
  store<f64>(out, lanes(s3), 24);
}

function spreadFour(x: usize, ld: i32, t: usize, out: usize): void {
  const row = (<usize>ld) << 3;
  const t0 = v128.load64_splat(t);
  const t1 = v128.load64_splat(t, 8);
  const t2 = v128.load64_splat(t, 16);
  const t3 = v128.load64_splat(t, 24);
  const end = x + row;
  while (x < end) {
    let sum = mulAdd(v128.load(x), t0, v128.load(out));
    sum = mulAdd(v128.load(x + row), t1, sum);
    sum = mulAdd(v128.load(x + 2 * row), t2, sum);
    v128.store(out, mulAdd(v128.load(x + 3 * row), t3, sum));
    x += 16;
    out += 16;
  }
}

/** Scores of four rows for all panels, `row` bytes apart. */
function scoreBlock(x: usize, ld: i32, v: usize, k: i32, out: usize, row: usize): void {
  for (let c = 0; c < k; c += 4) {
    if (panelWidth(c, k) == 4) {
      scoreFourWide(x, ld, v, out + ((<usize>c) << 3), row);
      v += (<usize>ld) << 5;
    } else scoreTwoWide(x, ld, v, out + ((<usize>c) << 3), row);
  }
}

function scoreFourWide(x: usize, ld: i32, v: usize, out: usize, row: usize): void {
  const stride = (<usize>ld) << 3;
  let a0 = f64x2.splat(0),
    a1 = a0,
    b0 = a0,
    b1 = a0,
    c0 = a0,
    c1 = a0,
    d0 = a0,
    d1 = a0;
  const end = x + stride;
  while (x < end) {
    const y0 = v128.load(v);
    const y1 = v128.load(v, 16);
    let s = both(x);
    a0 = mulAdd(s, y0, a0);
    a1 = mulAdd(s, y1, a1);
    s = both(x + stride);
    b0 = mulAdd(s, y0, b0);
    b1 = mulAdd(s, y1, b1);
    s = both(x + 2 * stride);
    c0 = mulAdd(s, y0, c0);
    c1 = mulAdd(s, y1, c1);
    s = both(x + 3 * stride);
    d0 = mulAdd(s, y0, d0);
    d1 = mulAdd(s, y1, d1);
    x += 8;
    v += 32;
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out + row, b0);
  v128.store(out + row, b1, 16);
  v128.store(out + 2 * row, c0);
  v128.store(out + 2 * row, c1, 16);
  v128.store(out + 3 * row, d0);
  v128.store(out + 3 * row, d1, 16);
}

function scoreTwoWide(x: usize, ld: i32, v: usize, out: usize, row: usize): void {
  const stride = (<usize>ld) << 3;
  let a = f64x2.splat(0),
    b = a,
    c = a,
    d = a;
  const end = x + stride;
  while (x < end) {
    const y = v128.load(v);
    a = mulAdd(both(x), y, a);
    b = mulAdd(both(x + stride), y, b);
    c = mulAdd(both(x + 2 * stride), y, c);
    d = mulAdd(both(x + 3 * stride), y, d);
    x += 8;
    v += 16;
  }
  v128.store(out, a);
  v128.store(out + row, b);
  v128.store(out + 2 * row, c);
  v128.store(out + 3 * row, d);
}

/** Panels out += four rows of X, transposed, times four rows of t, `row` bytes apart. */
function spreadBlock(x: usize, ld: i32, t: usize, k: i32, row: usize, out: usize): void {
  for (let c = 0; c < k; c += 4) {
    if (panelWidth(c, k) == 4) {
      spreadFourWide(x, ld, t + ((<usize>c) << 3), row, out);
      out += (<usize>ld) << 5;
    } else spreadTwoWide(x, ld, t + ((<usize>c) << 3), row, out);
  }
}

function spreadFourWide(x: usize, ld: i32, t: usize, row: usize, out: usize): void {
  const stride = (<usize>ld) << 3;
  const a0 = v128.load(t),
    a1 = v128.load(t, 16);
  const b0 = v128.load(t + row),
    b1 = v128.load(t + row, 16);
  const c0 = v128.load(t + 2 * row),
    c1 = v128.load(t + 2 * row, 16);
  const d0 = v128.load(t + 3 * row),
    d1 = v128.load(t + 3 * row, 16);
  const end = x + stride;
  while (x < end) {
    let s = both(x);
    let y0 = mulAdd(s, a0, v128.load(out));
    let y1 = mulAdd(s, a1, v128.load(out, 16));
    s = both(x + stride);
    y0 = mulAdd(s, b0, y0);
    y1 = mulAdd(s, b1, y1);
    s = both(x + 2 * stride);
    y0 = mulAdd(s, c0, y0);
    y1 = mulAdd(s, c1, y1);
    s = both(x + 3 * stride);
    v128.store(out, mulAdd(s, d0, y0));
    v128.store(out, mulAdd(s, d1, y1), 16);
    x += 8;
    out += 32;
  }
}

function spreadTwoWide(x: usize, ld: i32, t: usize, row: usize, out: usize): void {
  const stride = (<usize>ld) << 3;
  const a = v128.load(t);
  const b = v128.load(t + row);
  const c = v128.load(t + 2 * row);
  const d = v128.load(t + 3 * row);
  const end = x + stride;
  while (x < end) {
    let y = mulAdd(both(x), a, v128.load(out));
    y = mulAdd(both(x + stride), b, y);
    y = mulAdd(both(x + 2 * stride), c, y);
    v128.store(out, mulAdd(both(x + 3 * stride), d, y));
    x += 8;
    out += 16;
  }
}
