/** Kernels on compressed sparse rows: 32-bit row pointers and column indices, 64-bit values. */
import { both, mulAdd } from './simd';

/** out[i] = x_i · v for rows [first, end). */
export function sparseScoreVector(
  indptr: usize,
  indices: usize,
  values: usize,
  first: i32,
  end: i32,
  v: usize,
  out: usize,
): void {
  for (let i = first; i < end; i++) {
    let p = <usize>load<u32>(indptr + ((<usize>i) << 2));
    const stop = <usize>load<u32>(indptr + ((<usize>i) << 2), 4);
    let even: f64 = 0;
    let odd: f64 = 0;
    for (; p + 1 < stop; p += 2) {
      const j = <usize>load<u32>(indices + (p << 2));
      const l = <usize>load<u32>(indices + (p << 2), 4);
      even += load<f64>(values + (p << 3)) * load<f64>(v + (j << 3));
      odd += load<f64>(values + (p << 3), 8) * load<f64>(v + (l << 3));
    }
    if (p < stop)
      even += load<f64>(values + (p << 3)) * load<f64>(v + ((<usize>load<u32>(indices + (p << 2))) << 3));
    store<f64>(out + ((<usize>i) << 3), even + odd);
  }
}

/** out (rows × k, row-major) = X·V for rows [first, end), V of `cols` rows in panels. */
export function sparseScorePanels(
  indptr: usize,
  indices: usize,
  values: usize,
  first: i32,
  end: i32,
  cols: i32,
  v: usize,
  k: i32,
  out: usize,
  space: usize,
): void {
  for (let c = 0; c < k; c += 4) {
    const wide = k - c > 2;
    const used = (<usize>min(wide ? 4 : 2, k - c)) << 3;
    for (let i = first; i < end; i++) {
      let p = <usize>load<u32>(indptr + ((<usize>i) << 2));
      const stop = <usize>load<u32>(indptr + ((<usize>i) << 2), 4);
      let s0 = f64x2.splat(0);
      let s1 = s0;
      if (wide) {
        for (; p < stop; p++) {
          const row = v + ((<usize>load<u32>(indices + (p << 2))) << 5);
          const x = both(values + (p << 3));
          s0 = mulAdd(x, v128.load(row), s0);
          s1 = mulAdd(x, v128.load(row, 16), s1);
        }
      } else {
        for (; p < stop; p++)
          s0 = mulAdd(
            both(values + (p << 3)),
            v128.load(v + ((<usize>load<u32>(indices + (p << 2))) << 4)),
            s0,
          );
      }
      v128.store(space, s0);
      v128.store(space, s1, 16);
      memory.copy(out + ((<usize>i * k + c) << 3), space, used);
    }
    v += (<usize>cols) << (wide ? 5 : 4);
  }
}

/**
 * Rows [first, end) of the lower triangle of Y·diag(w)·Yᵀ (n × n at a stride of `ld`), row by row (Gustavson), given Y and Yᵀ.
 * `w` may be 0 for ones. The rows must be zero before.
 */
export function sparseGram(
  indptr: usize,
  indices: usize,
  values: usize,
  indptrT: usize,
  indicesT: usize,
  valuesT: usize,
  w: usize,
  first: i32,
  end: i32,
  out: usize,
  ld: i32,
): void {
  for (let i = first; i < end; i++) {
    const row = out + ((<usize>i * ld) << 3);
    const stop = <usize>load<u32>(indptr + ((<usize>i) << 2), 4);
    for (let p = <usize>load<u32>(indptr + ((<usize>i) << 2)); p < stop; p++) {
      const inner = <usize>load<u32>(indices + (p << 2));
      let scale = load<f64>(values + (p << 3));
      if (w) scale *= load<f64>(w + (inner << 3));
      const stopT = <usize>load<u32>(indptrT + (inner << 2), 4);
      for (let q = <usize>load<u32>(indptrT + (inner << 2)); q < stopT; q++) {
        const j = load<i32>(indicesT + (q << 2));
        if (j > i) break;
        const at = row + ((<usize>j) << 3);
        store<f64>(at, load<f64>(at) + scale * load<f64>(valuesT + (q << 3)));
      }
    }
  }
}

/** out[i] = x_iᵀ·S·x_i for rows [first, end), S at a stride of `ld`. */
export function sparseForms(
  indptr: usize,
  indices: usize,
  values: usize,
  first: i32,
  end: i32,
  s: usize,
  ld: i32,
  out: usize,
): void {
  for (let i = first; i < end; i++) {
    const start = <usize>load<u32>(indptr + ((<usize>i) << 2));
    const stop = <usize>load<u32>(indptr + ((<usize>i) << 2), 4);
    let total: f64 = 0;
    for (let p = start; p < stop; p++) {
      const row = s + ((<usize>load<u32>(indices + (p << 2)) * ld) << 3);
      let sum: f64 = 0;
      for (let q = start; q < p; q++)
        sum += load<f64>(values + (q << 3)) * load<f64>(row + ((<usize>load<u32>(indices + (q << 2))) << 3));
      const x = load<f64>(values + (p << 3));
      total += x * (2 * sum + x * load<f64>(row + ((<usize>load<u32>(indices + (p << 2))) << 3)));
    }
    store<f64>(out + ((<usize>i) << 3), total);
  }
}
