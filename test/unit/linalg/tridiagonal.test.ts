import fc from 'fast-check';
import assert from 'node:assert/strict';
import { decomposeTridiagonal } from '../../../extension/core/linalg/eigen/divide';
import { solveSecular } from '../../../extension/core/linalg/eigen/secular';
import { createPacer } from '../../../extension/core/pacing';
import { assertClose, createRandom, largest, product, quietWork, randomArray, transpose } from './reference';

async function check(diagonal: Float64Array, below: Float64Array, tolerance = 2e-14): Promise<Float64Array> {
  const n = diagonal.length;
  const pacer = createPacer(quietWork());
  const { values, rows } = await decomposeTridiagonal(diagonal.slice(), below.slice(), product, pacer);
  const size = Math.max(largest(diagonal), largest(below), Number.MIN_VALUE);
  let residual = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const row = (at: number): number => rows[i * n + at] ?? 0;
      const left = j > 0 ? below[j - 1]! * row(j - 1) : 0;
      const right = j < n - 1 ? below[j]! * row(j + 1) : 0;
      const difference = Math.abs(diagonal[j]! * row(j) + left + right - values[i]! * row(j));
      // NaN must not pass as small.
      residual = difference <= residual ? residual : difference;
    }
  assert.ok(residual <= tolerance * size, `residual ${residual} for entries of size ${size}`);
  const identity = Float64Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
  assertClose(product(rows, transpose(rows, n, n), n, n, n), identity, tolerance, 'Q·Qᵀ − I', 1);
  for (let i = 1; i < n; i++) assert.ok(values[i - 1]! <= values[i]!, 'values ascend');
  return values;
}

/** Number of eigenvalues below x, from the signs of the pivots of T − x·I (Sylvester's law of inertia). */
function countBelow(diagonal: Float64Array, below: Float64Array, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    pivot = diagonal[i]! - x - (i > 0 ? below[i - 1]! ** 2 / pivot : 0);
    if (pivot === 0) pivot = -Number.MIN_VALUE;
    if (pivot < 0) count++;
  }
  return count;
}

describe('divide and conquer on tridiagonal matrices', () => {
  it('decomposes random matrices, with and without couplings of zero', async () => {
    const shapes = fc.record({ n: fc.integer({ min: 0, max: 140 }), seed: fc.integer(), gaps: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, seed, gaps }) => {
        const random = createRandom(seed);
        const below = randomArray(n, random).map((value) => (gaps && random() < 0.3 ? 0 : value));
        await check(randomArray(n, random), below);
      }),
      { numRuns: 20, seed: 21 },
    );
  });

  it('places every eigenvalue where the inertia has it', async () => {
    const random = createRandom(5);
    const diagonal = randomArray(160, random);
    const below = randomArray(160, random);
    const values = await check(diagonal, below);
    values.forEach((value, i) => {
      assert.ok(countBelow(diagonal, below, value - 1e-13) <= i, `value ${i} is not too small`);
      assert.ok(countBelow(diagonal, below, value + 1e-13) > i, `value ${i} is not too large`);
    });
  });

  it('keeps vectors orthogonal where eigenvalues agree to all digits: glued Wilkinson matrices', async () => {
    for (const glue of [1e-14, 1e-8, 1e-3]) {
      const n = 21 * 7;
      const diagonal = Float64Array.from({ length: n }, (_, i) => Math.abs((i % 21) - 10));
      const below = Float64Array.from({ length: n }, (_, i) => (i % 21 === 20 ? glue : 1));
      await check(diagonal, below);
    }
  });

  it('handles clusters, graded entries, constants and halves that do not touch', async () => {
    const n = 130;
    const random = createRandom(8);
    await check(
      new Float64Array(n).fill(1),
      randomArray(n, random).map((value) => value * 1e-13),
    );
    await check(
      Float64Array.from({ length: n }, (_, i) => 10 ** (-i / 8)),
      Float64Array.from({ length: n }, (_, i) => 10 ** (-i / 8 - 1)),
    );
    await check(new Float64Array(n).fill(3), new Float64Array(n));
    await check(new Float64Array(n), new Float64Array(n));
    await check(new Float64Array(n), new Float64Array(n).fill(-1));
    const below = randomArray(n, random);
    below[64] = 0;
    await check(randomArray(n, random), below);
  });

  it('is indifferent to the scale', async () => {
    const random = createRandom(9);
    const diagonal = randomArray(70, random);
    const below = randomArray(70, random);
    const values = await check(diagonal, below);
    for (const scale of [2 ** -600, 2 ** 600]) {
      const scaled = await check(
        diagonal.map((value) => value * scale),
        below.map((value) => value * scale),
      );
      assertClose(
        scaled.map((value) => value / scale),
        values,
        1e-14,
        'eigenvalues',
      );
    }
  });
});

describe('the secular equation', () => {
  it('has roots between the poles that solve it, however small the weights', () => {
    const shapes = fc.record({
      k: fc.integer({ min: 1, max: 40 }),
      seed: fc.integer(),
      small: fc.double({ min: 1e-12, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(shapes, ({ k, seed, small }) => {
        const random = createRandom(seed);
        const d = randomArray(k, random)
          .sort()
          .map((value, i) => value + i * 1e-3);
        const w = randomArray(k, random).map((value) => (random() < 0.5 ? value * small : value) || 1);
        const rho = 0.1 + random();
        const distances = new Float64Array(k);
        const square = w.reduce((sum, value) => sum + value * value, 0);
        for (let j = 0; j < k; j++) {
          const root = solveSecular(d, w, rho, j, distances);
          const end = j < k - 1 ? d[j + 1]! : d[j]! + rho * square;
          assert.ok(
            root >= d[j]! && root <= end * (1 + Math.sign(end) * 1e-15),
            `${d[j]} ≤ ${root} ≤ ${end}`,
          );
          assert.ok(
            distances[j]! < 0 && (j === k - 1 || distances[j + 1]! > 0),
            'strictly between the poles',
          );
          let value = 1;
          let size = 1;
          for (let i = 0; i < k; i++) {
            value += (rho * w[i]! * w[i]!) / distances[i]!;
            size += (rho * w[i]! * w[i]!) / Math.abs(distances[i]!);
          }
          assert.ok(Math.abs(value) <= 1e-14 * k * size, `f = ${value} where its terms are of size ${size}`);
        }
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});
