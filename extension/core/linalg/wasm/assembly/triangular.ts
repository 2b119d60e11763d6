/** The parts of Cholesky factorizations and triangular solves that are no matrix product: one diagonal block at a time. */
import { both, mulSub } from './simd';
import { addScaled, dot } from './vectors';

/** Right-hand sides that go through a diagonal block together. */
const STRIP: i32 = 8;

/** Factors the n × n block at `a` in place (lower triangle). Returns the row of the first bad pivot, or −1. */
export function factorBlock(a: usize, ld: i32, n: i32): i32 {
  const row = (<usize>ld) << 3;
  for (let j = 0; j < n; j++) {
    const rowJ = a + <usize>j * row;
    const at = rowJ + ((<usize>j) << 3);
    const pivot = load<f64>(at) - dot(rowJ, rowJ, j);
    if (!(pivot > 0) || pivot == Infinity) return j;
    const root = sqrt(pivot);
    store<f64>(at, root);
    for (let i = j + 1; i < n; i++) {
      const rowI = a + <usize>i * row;
      const entry = rowI + ((<usize>j) << 3);
      store<f64>(entry, (load<f64>(entry) - dot(rowI, rowJ, j)) / root);
    }
  }
  return -1;
}

/** X ← L⁻¹·X for an n × n block L and rows of k numbers. */
export function solveForward(l: usize, ldl: i32, n: i32, x: usize, ldx: i32, k: i32, space: usize): void {
  for (let c = 0; c < k; c += STRIP) {
    const strip = x + ((<usize>c) << 3);
    if (k - c >= STRIP) forwardStrip(l, ldl, n, strip, ldx);
    else {
      gather(strip, ldx, n, k - c, space);
      forwardStrip(l, ldl, n, space, STRIP);
      scatter(space, strip, ldx, n, k - c);
    }
  }
}

/** X ← L⁻ᵀ·X. */
export function solveBackward(l: usize, ldl: i32, n: i32, x: usize, ldx: i32, k: i32, space: usize): void {
  for (let c = 0; c < k; c += STRIP) {
    const strip = x + ((<usize>c) << 3);
    if (k - c >= STRIP) backwardStrip(l, ldl, n, strip, ldx);
    else {
      gather(strip, ldx, n, k - c, space);
      backwardStrip(l, ldl, n, space, STRIP);
      scatter(space, strip, ldx, n, k - c);
    }
  }
}

/** X ← X·L⁻ᵀ for m rows of n numbers: the rows below a diagonal block. */
export function solveRight(l: usize, ldl: i32, n: i32, x: usize, ldx: i32, m: i32, space: usize): void {
  for (let i = 0; i < m; i += STRIP) {
    const rows = min(STRIP, m - i);
    const band = x + ((<usize>i * ldx) << 3);
    for (let r = 0; r < STRIP; r++)
      for (let j = 0; j < n; j++)
        store<f64>(
          space + ((<usize>(j * STRIP + r)) << 3),
          r < rows ? load<f64>(band + ((<usize>r * ldx + j) << 3)) : 0,
        );
    forwardStrip(l, ldl, n, space, STRIP);
    for (let r = 0; r < rows; r++)
      for (let j = 0; j < n; j++)
        store<f64>(band + ((<usize>r * ldx + j) << 3), load<f64>(space + ((<usize>(j * STRIP + r)) << 3)));
  }
}

/** x ← L⁻¹·x for one right-hand side. */
export function solveForwardVector(l: usize, ld: i32, n: i32, x: usize): void {
  const row = (<usize>ld) << 3;
  for (let i = 0; i < n; i++, l += row) {
    const at = x + ((<usize>i) << 3);
    store<f64>(at, (load<f64>(at) - dot(l, x, i)) / load<f64>(l + ((<usize>i) << 3)));
  }
}

/** x ← L⁻ᵀ·x for one right-hand side; L is read row by row. */
export function solveBackwardVector(l: usize, ld: i32, n: i32, x: usize): void {
  const row = (<usize>ld) << 3;
  for (let i = n - 1; i >= 0; i--) {
    const rowI = l + <usize>i * row;
    const at = x + ((<usize>i) << 3);
    const value = load<f64>(at) / load<f64>(rowI + ((<usize>i) << 3));
    store<f64>(at, value);
    addScaled(x, -value, rowI, i);
  }
}

function forwardStrip(l: usize, ldl: i32, n: i32, x: usize, ldx: i32): void {
  const row = (<usize>ldx) << 3;
  let target = x;
  for (let j = 0; j < n; j++, target += row) {
    const lRow = l + ((<usize>j * ldl) << 3);
    const end = lRow + ((<usize>j) << 3);
    let s0 = v128.load(target),
      s1 = v128.load(target, 16),
      s2 = v128.load(target, 32),
      s3 = v128.load(target, 48);
    let from = x;
    for (let at = lRow; at < end; at += 8, from += row) {
      const y = both(at);
      s0 = mulSub(y, v128.load(from), s0);
      s1 = mulSub(y, v128.load(from, 16), s1);
      s2 = mulSub(y, v128.load(from, 32), s2);
      s3 = mulSub(y, v128.load(from, 48), s3);
    }
    storeDivided(target, both(end), s0, s1, s2, s3);
  }
}

function backwardStrip(l: usize, ldl: i32, n: i32, x: usize, ldx: i32): void {
  const row = (<usize>ldx) << 3;
  const lRow = (<usize>ldl) << 3;
  for (let j = n - 1; j >= 0; j--) {
    const target = x + <usize>j * row;
    const diagonal = l + <usize>j * lRow + ((<usize>j) << 3);
    let s0 = v128.load(target),
      s1 = v128.load(target, 16),
      s2 = v128.load(target, 32),
      s3 = v128.load(target, 48);
    let from = target + row;
    let at = diagonal + lRow;
    for (let i = j + 1; i < n; i++, at += lRow, from += row) {
      const y = both(at);
      s0 = mulSub(y, v128.load(from), s0);
      s1 = mulSub(y, v128.load(from, 16), s1);
      s2 = mulSub(y, v128.load(from, 32), s2);
      s3 = mulSub(y, v128.load(from, 48), s3);
    }
    storeDivided(target, both(diagonal), s0, s1, s2, s3);
  }
}

function storeDivided(target: usize, by: v128, s0: v128, s1: v128, s2: v128, s3: v128): void {
  v128.store(target, f64x2.div(s0, by));
  v128.store(target, f64x2.div(s1, by), 16);
  v128.store(target, f64x2.div(s2, by), 32);
  v128.store(target, f64x2.div(s3, by), 48);
}

/** Fewer than eight columns of X into a strip of eight; the rest is zero. */
function gather(x: usize, ldx: i32, n: i32, cols: i32, into: usize): void {
  memory.fill(into, 0, (<usize>(n * STRIP)) << 3);
  for (let i = 0; i < n; i++)
    memory.copy(into + ((<usize>(i * STRIP)) << 3), x + ((<usize>i * ldx) << 3), (<usize>cols) << 3);
}

function scatter(from: usize, x: usize, ldx: i32, n: i32, cols: i32): void {
  for (let i = 0; i < n; i++)
    memory.copy(x + ((<usize>i * ldx) << 3), from + ((<usize>(i * STRIP)) << 3), (<usize>cols) << 3);
}
