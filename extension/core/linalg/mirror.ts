const BLOCK = 32;

/** Copies the lower triangle of a square matrix onto its upper one, in place, in blocks that fit the cache. */
export function mirrorLower(a: Float64Array, n: number): Float64Array {
  for (let i0 = 0; i0 < n; i0 += BLOCK)
    for (let j0 = 0; j0 <= i0; j0 += BLOCK)
      for (let i = i0; i < Math.min(n, i0 + BLOCK); i++)
        for (let j = j0; j < Math.min(i, j0 + BLOCK); j++) a[j * n + i] = a[i * n + j]!;
  return a;
}
