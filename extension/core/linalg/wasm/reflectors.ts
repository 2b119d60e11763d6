import type { Pacer } from '../../pacing';
import type { Runner } from './module';
import { multiplySteps } from './products';

/** Reflectors that are applied together. */
const BLOCK = 64;

/**
 * Applies the reflectors that `tridiagonalize` left at `a` to each of the n rows at `rows`: r ← r·(H₀·H₁ ⋯)ᵀ. A block of them is
 * I − Uᵀ·T·U with the vectors as rows of U and T upper triangular.
 */
export async function applyReflectors(
  runner: Runner,
  a: number,
  ld: number,
  n: number,
  scales: Float64Array,
  rows: number,
  pacer: Pacer,
): Promise<void> {
  const { heap } = runner;
  const u = heap.allocate((BLOCK * ld + BLOCK * BLOCK + 2 * n * BLOCK) * 8);
  const t = u + BLOCK * ld * 8;
  const along = t + BLOCK * BLOCK * 8;
  const turned = along + n * BLOCK * 8;
  try {
    for (let start = Math.floor((n - 1) / BLOCK) * BLOCK; start >= 0; start -= BLOCK) {
      const count = Math.min(BLOCK, n - start);
      const from = start + 1;
      const width = n - from;
      if (width === 0) continue;
      heap.floats(u, count * ld).fill(0);
      for (let i = 0; i < count; i++) {
        const length = n - start - i - 1;
        heap
          .floats(u + (i * ld + start + i + 1) * 8, length)
          .set(heap.floats(a + ((start + i) * ld + start + i + 1) * 8, length));
      }
      writeCoupling(runner, u, ld, n, count, scales.subarray(start, start + count), t);
      heap.floats(along, n * count).fill(0);
      heap.floats(turned, n * count).fill(0);
      const rowsFrom = rows + from * 8;
      const uFrom = u + from * 8;
      for (const steps of [
        multiplySteps(runner, n, count, width, 1, [rowsFrom, n, 1], [uFrom, 1, ld], [along, count]),
        multiplySteps(runner, n, count, count, -1, [along, count, 1], [t, 1, count], [turned, count]),
        multiplySteps(runner, n, width, count, 1, [turned, count, 1], [uFrom, ld, 1], [rowsFrom, n]),
      ])
        while (!steps.next().done)
          await pacer.pause({ stage: 'Eigendecomposition', fraction: 1 - (0.3 * start) / n });
    }
  } finally {
    heap.release(u);
  }
}

/** T, count × count, of the vectors in the rows of U. */
function writeCoupling(
  { heap, call }: Runner,
  u: number,
  ld: number,
  n: number,
  count: number,
  scales: Float64Array,
  t: number,
): void {
  const out = heap.floats(t, count * count);
  out.fill(0);
  const dots = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    out[i * count + i] = scales[i]!;
    for (let q = 0; q < i; q++) dots[q] = call('dot', u + q * ld * 8, u + i * ld * 8, n);
    for (let p = 0; p < i; p++) {
      let sum = 0;
      for (let q = p; q < i; q++) sum += out[p * count + q]! * dots[q]!;
      out[p * count + i] = -scales[i]! * sum;
    }
  }
}
