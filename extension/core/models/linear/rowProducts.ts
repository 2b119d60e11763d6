/** Products of one row with parameters of d × K. */

/** xᵀΘ, K. */
export function rowTimes(x: Float64Array, theta: Float64Array, k: number): Float64Array {
  const out = new Float64Array(k);
  for (let j = 0; j < x.length; j++) for (let s = 0; s < k; s++) out[s] += x[j] * theta[j * k + s];
  return out;
}

/** x·rᵀ, d × K: the gradient of a row's loss. */
export function outer(x: Float64Array, r: Float64Array): Float64Array {
  const k = r.length;
  const out = new Float64Array(x.length * k);
  for (let j = 0; j < x.length; j++) for (let s = 0; s < k; s++) out[j * k + s] = x[j] * r[s];
  return out;
}
