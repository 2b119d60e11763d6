import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix as MlMatrix, solve as mlSolve } from 'ml-matrix';
import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import { describeBackends } from './backends';
import {
  assertClose,
  createRandom,
  largest,
  positiveDefinite,
  product,
  quietWork,
  randomArray,
  symmetric,
  transpose,
} from './reference';

const sizes = fc.record({
  n: fc.integer({ min: 0, max: 90 }),
  k: fc.integer({ min: 1, max: 21 }),
  seed: fc.integer(),
});

function isNumeric(error: unknown): boolean {
  return error instanceof LensError && error.code === 'numeric' && (error.hint ?? '').length > 0;
}

function toMl(a: Float64Array, rows: number, cols: number): MlMatrix {
  return MlMatrix.from1DArray(rows, cols, Array.from(a));
}

describeBackends('products', (backend) => {
  it('multiplies, each side plain or transposed', () => {
    const shapes = fc.record({
      m: fc.integer({ min: 0, max: 40 }),
      k: fc.integer({ min: 0, max: 40 }),
      n: fc.integer({ min: 0, max: 40 }),
      a: fc.boolean(),
      b: fc.boolean(),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(shapes, ({ m, k, n, a, b, seed }) => {
        const random = createRandom(seed);
        const left = randomArray(m * k, random);
        const right = randomArray(k * n, random);
        const actual = backend().multiply(
          a ? transpose(left, m, k) : left,
          b ? transpose(right, k, n) : right,
          m,
          k,
          n,
          { a, b },
        );
        assertClose(actual, product(left, right, m, k, n), 1e-14, 'A·B', 1 + k);
      }),
      { numRuns: 120, seed: 11 },
    );
  });

  it('agrees with ml-matrix on a large odd shape', () => {
    const random = createRandom(2);
    const [m, k, n] = [263, 531, 149];
    const a = randomArray(m * k, random);
    const b = randomArray(k * n, random);
    const expected = toMl(a, m, k)
      .mmul(toMl(b, k, n))
      .to1DArray();
    assertClose(backend().multiply(a, b, m, k, n), expected, 1e-14, 'A·B', k);
    const whole = backend().multiply(transpose(a, m, k), transpose(b, k, n), m, k, n, { a: true, b: true });
    assertClose(whole, expected, 1e-14, 'A·B of transposed', k);
  });
});

describeBackends('the Cholesky factor', (backend) => {
  it('solves, half-solves and inverts', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ n, k, seed }) => {
        const random = createRandom(seed);
        const a = positiveDefinite(n, 0.5, random);
        const b = randomArray(n * k, random);
        const factor = await backend().cholesky(a, n, quietWork());
        assert.equal(factor.n, n);
        const x = factor.solve(b, k);
        assertClose(product(a, x, n, n, k), b, 1e-13, 'A·x − b', 1);
        const half = factor.halfSolve(b, k);
        assertClose(
          product(transpose(half, n, k), half, k, n, k),
          product(transpose(b, n, k), x, k, n, k),
          1e-12,
          'hᵀh',
          1 + n,
        );
        const inverse = await factor.inverse(quietWork());
        const identity = Float64Array.from({ length: n * n }, (_, at) =>
          Math.floor(at / n) === at % n ? 1 : 0,
        );
        assertClose(product(a, inverse, n, n, n), identity, 1e-12, 'A·A⁻¹ − I', 1);
        assert.deepEqual(inverse, transpose(inverse, n, n));
        const diagonal = await factor.inverseDiagonal(quietWork());
        const expected = Float64Array.from({ length: n }, (_, i) => inverse[i * n + i]!);
        assertClose(diagonal, expected, 1e-13, 'diagonal of the inverse');
        factor.dispose();
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('agrees with ml-matrix beyond one block', async () => {
    const random = createRandom(9);
    const n = 333;
    const a = positiveDefinite(n, 0.1, random);
    const b = randomArray(n * 3, random);
    const factor = await backend().cholesky(a, n, quietWork());
    // Condition about 15: ε · n · condition ≈ 1e-12.
    assertClose(factor.solve(b, 3), mlSolve(toMl(a, n, n), toMl(b, n, 3)).to1DArray(), 1e-12, 'A⁻¹·B');
    factor.dispose();
  });

  it('has the half-solve of a factor known in closed form', async () => {
    // A = L·Lᵀ with L = [[2, 0], [1, 3]]: L⁻¹·(2, 7) = (1, 2).
    const factor = await backend().cholesky(Float64Array.of(4, 99, 2, 10), 2, quietWork());
    assertClose(factor.halfSolve(Float64Array.of(2, 7), 1), [1, 2], 1e-15, 'L⁻¹·b');
    factor.dispose();
  });

  it('is backward stable on an ill-conditioned matrix', async () => {
    const n = 12;
    const hilbert = Float64Array.from({ length: n * n }, (_, at) => 1 / (Math.floor(at / n) + (at % n) + 1));
    for (let i = 0; i < n; i++) hilbert[i * n + i]! += 1e-13;
    const b = randomArray(n, createRandom(1));
    const factor = await backend().cholesky(hilbert, n, quietWork());
    const x = factor.solve(b, 1);
    // The residual scales with ‖A‖·‖x‖, however large the condition number.
    assertClose(product(hilbert, x, n, n, 1), b, 1e-14 * n, 'A·x − b', largest(x));
    factor.dispose();
  });

  it('refuses matrices that are not positive definite', async () => {
    for (const n of [1, 2, 5, 65, 130]) {
      const a = positiveDefinite(n, 0.5, createRandom(n));
      a[n * n - 1] = -1;
      await assert.rejects(backend().cholesky(a, n, quietWork()), isNumeric);
    }
    await assert.rejects(backend().cholesky(new Float64Array(9), 3, quietWork()), isNumeric);
  });

  it('refuses NaN and infinity', async () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const a = positiveDefinite(70, 0.5, createRandom(4));
      a[66 * 70 + 3] = bad;
      await assert.rejects(backend().cholesky(a, 70, quietWork()), isNumeric);
      const first = positiveDefinite(3, 0.5, createRandom(4));
      first[0] = bad;
      await assert.rejects(backend().cholesky(first, 3, quietWork()), isNumeric);
    }
  });

  it('leaves its input as it was', async () => {
    const a = positiveDefinite(40, 0.5, createRandom(8));
    const before = a.slice();
    const b = randomArray(80, createRandom(9));
    const bBefore = b.slice();
    const factor = await backend().cholesky(a, 40, quietWork());
    factor.solve(b, 2);
    factor.halfSolve(b, 2);
    assert.deepEqual(a, before);
    assert.deepEqual(b, bBefore);
    factor.dispose();
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    const work = { signal: abort.signal, progress: () => undefined };
    const isCancelled = (error: unknown): boolean => error instanceof LensError && error.code === 'cancelled';
    await assert.rejects(backend().cholesky(positiveDefinite(3, 1, createRandom(1)), 3, work), isCancelled);
    await assert.rejects(backend().symmetricEigen(symmetric(3, createRandom(1)), 3, work), isCancelled);
  });
});

describeBackends('the symmetric eigendecomposition', (backend) => {
  const assertDecomposition = async (
    a: Float64Array,
    n: number,
    tolerance = 1e-14,
  ): Promise<Float64Array> => {
    const { values, vectors } = await backend().symmetricEigen(a, n, quietWork());
    const scaled = vectors.map((value, at) => value * values[at % n]!);
    const size = Math.max(1e-300, largest(a)) * n;
    assertClose(product(a, vectors, n, n, n), scaled, tolerance * Math.max(n, 10), 'A·V − V·Λ', size);
    const identity = Float64Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
    assertClose(
      product(transpose(vectors, n, n), vectors, n, n, n),
      identity,
      tolerance * Math.max(n, 10),
      'VᵀV − I',
      1,
    );
    for (let i = 1; i < n; i++) assert.ok(values[i - 1]! <= values[i]!, 'values ascend');
    return values;
  };

  it('decomposes random matrices', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ n, seed }) => {
        await assertDecomposition(symmetric(n, createRandom(seed)), n);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('agrees with ml-matrix beyond one block', async () => {
    const n = 201;
    const a = symmetric(n, createRandom(6));
    const values = await assertDecomposition(a, n);
    const expected = new EigenvalueDecomposition(toMl(a, n, n), { assumeSymmetric: true }).realEigenvalues;
    assertClose(values, Float64Array.from(expected).sort(), 1e-13, 'eigenvalues');
  });

  it('has the eigenvalues of the second difference, 2 − 2·cos(πj/(n+1))', async () => {
    const n = 50;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const values = await assertDecomposition(a, n);
    const expected = Float64Array.from(
      { length: n },
      (_, j) => 2 - 2 * Math.cos((Math.PI * (j + 1)) / (n + 1)),
    );
    assertClose(values, expected, 1e-14, 'eigenvalues');
  });

  it('handles zero, diagonal, low-rank and repeated eigenvalues', async () => {
    const n = 23;
    assert.equal(largest(await assertDecomposition(new Float64Array(n * n), n)), 0);
    const diagonal = new Float64Array(n * n);
    for (let i = 0; i < n; i++) diagonal[i * n + i] = (i * 7) % 5;
    assertClose(
      await assertDecomposition(diagonal, n),
      Float64Array.from({ length: n }, (_, i) => (i * 7) % 5).sort(),
      1e-15,
      'diagonal',
    );
    const u = randomArray(n, createRandom(2));
    const values = await assertDecomposition(product(u, u, n, 1, n), n);
    assertClose([values[n - 1]!], [product(u, u, 1, n, 1)[0]!], 1e-14, 'rank one');
    assert.ok(largest(values.subarray(0, n - 1)) < 1e-14 * n);
  });

  it('handles entries of very different size', async () => {
    const n = 30;
    const a = symmetric(n, createRandom(12));
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[i * n + j]! *= 10 ** (-(i + j) / 4);
    await assertDecomposition(a, n);
    await assertDecomposition(
      symmetric(n, createRandom(13)).map((value) => value * 1e-200),
      n,
    );
  });

  it('reads the lower triangle alone', async () => {
    const { values } = await backend().symmetricEigen(Float64Array.of(2, 77, 1, 2), 2, quietWork());
    assertClose(values, [1, 3], 1e-15, 'eigenvalues');
  });

  it('refuses NaN and infinity instead of searching for ever', async () => {
    for (const bad of [NaN, Infinity]) {
      const a = symmetric(40, createRandom(4));
      a[30 * 40 + 3] = bad;
      await assert.rejects(backend().symmetricEigen(a, 40, quietWork()), isNumeric);
    }
  });
});
