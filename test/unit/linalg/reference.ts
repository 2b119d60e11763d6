/** Hand-written loops over float64, each straight from the definition of what it checks, and seeded inputs. */
import assert from 'node:assert/strict';
import type { DenseMatrix, Matrix, SparseMatrix } from '../../../extension/core/linalg/types';
import type { Work } from '../../../extension/contract/progress';

export function quietWork(): Work {
  return { signal: new AbortController().signal, progress: () => undefined };
}

/** mulberry32: uniform in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Uniform in [−1, 1). */
export function randomArray(length: number, random: () => number): Float64Array {
  return Float64Array.from({ length }, () => 2 * random() - 1);
}

export function randomDense(rows: number, cols: number, random: () => number): DenseMatrix {
  return { kind: 'dense', rows, cols, data: randomArray(rows * cols, random) };
}

/** About `share` of the entries are stored; some rows are left empty. */
export function randomSparse(rows: number, cols: number, share: number, random: () => number): SparseMatrix {
  const indptr = new Int32Array(rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < rows; i++) {
    if (random() > 0.15)
      for (let j = 0; j < cols; j++)
        if (random() < share) {
          indices.push(j);
          values.push(2 * random() - 1);
        }
    indptr[i + 1] = indices.length;
  }
  return {
    kind: 'sparse',
    rows,
    cols,
    indptr,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

export function toDense(matrix: Matrix): Float64Array {
  if (matrix.kind === 'dense') return matrix.data;
  const out = new Float64Array(matrix.rows * matrix.cols);
  for (let i = 0; i < matrix.rows; i++)
    for (let p = matrix.indptr[i]!; p < matrix.indptr[i + 1]!; p++)
      out[i * matrix.cols + matrix.indices[p]!] = matrix.values[p]!;
  return out;
}

export function transpose(a: Float64Array, rows: number, cols: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = a[i * cols + j]!;
  return out;
}

/** A·B for A of m × k, B of k × n. */
export function product(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[p * n + j]!;
      out[i * n + j] = sum;
    }
  return out;
}

/** G·Gᵀ/cols + shift·I: symmetric positive definite for shift > 0. */
export function positiveDefinite(n: number, shift: number, random: () => number): Float64Array {
  const g = randomArray(n * n, random);
  const out = product(g, transpose(g, n, n), n, n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j]! /= n;
    out[i * n + i]! += shift;
  }
  return out;
}

export function symmetric(n: number, random: () => number): Float64Array {
  const out = randomArray(n * n, random);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!;
  return out;
}

export function largest(a: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    if (!Number.isFinite(a[i]!)) return NaN;
    most = Math.max(most, Math.abs(a[i]!));
  }
  return most;
}

/** Largest difference over `scale`, the size that the rounding errors of the computation grow with. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
  scale = Math.max(largest(expected), Number.MIN_VALUE),
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  const difference = largest(Float64Array.from(actual, (value, i) => value - expected[i]!));
  assert.ok(
    difference <= tolerance * scale,
    `${what}: off by ${difference} where ${tolerance * scale} is allowed`,
  );
}
