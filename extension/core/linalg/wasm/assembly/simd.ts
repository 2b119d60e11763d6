/** Names for what the kernels do most; all of it disappears into single instructions. */

/** a · b + c, in one rounding where the engine has it. */
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** c − a · b. */
export function mulSub(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

/** The number at `at` in both lanes. */
export function both(at: usize): v128 {
  return v128.load64_splat(at);
}

/** The sum of the two lanes. */
export function lanes(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
