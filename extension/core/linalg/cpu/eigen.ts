/** Eigendecomposition of a symmetric matrix: Householder tridiagonalization, then divide and conquer. */
import type { Work } from '../../../contract/progress';
import { createPacer, type Pacer } from '../../pacing';
import { expectFiniteLower, expectLength, notFinite } from '../checks';
import { decomposeTridiagonal } from '../eigen/divide';
import { transposeDense } from '../transpose';
import { rowMajor } from './dense';
import { addProduct } from './gemm';

/** Golub & Van Loan, Matrix Computations, 8.3. */
export async function decomposeSymmetric(
  a: Float64Array,
  n: number,
  work: Work,
): Promise<{ values: Float64Array; vectors: Float64Array }> {
  expectLength('A', a, n * n);
  const pacer = createPacer(work);
  expectFiniteLower(a, n);
  const reflectors = a.slice();
  const diagonal = new Float64Array(n);
  const below = new Float64Array(n);
  const scales = new Float64Array(n);
  await tridiagonalize(reflectors, n, diagonal, below, scales, pacer);
  const { values, rows } = await decomposeTridiagonal(diagonal, below, multiply, pacer);
  if (!values.every(Number.isFinite)) throw notFinite('The matrix to decompose');
  await applyReflectors(reflectors, n, scales, rows, pacer);
  return { values, vectors: transposeDense(rows, n, n) };
}

function multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  addProduct(m, n, k, 1, rowMajor(a, k), rowMajor(b, n), rowMajor(out, n));
  return out;
}

/**
 * Reduces the lower triangle of `a` column by column. Reflector j is I − scales[j]·u·uᵀ; its u stands in column j below the
 * diagonal. `below[j]` couples j and j + 1.
 */
async function tridiagonalize(
  a: Float64Array,
  n: number,
  diagonal: Float64Array,
  below: Float64Array,
  scales: Float64Array,
  pacer: Pacer,
): Promise<void> {
  const u = new Float64Array(n);
  const p = new Float64Array(n);
  for (let j = 0; j < n - 1; j++) {
    let largest = 0;
    for (let i = j + 1; i < n; i++) largest = Math.max(largest, Math.abs((u[i] = a[i * n + j]!)));
    let rest = 0;
    for (let i = j + 2; i < n; i++) rest += (u[i]! / largest) ** 2;
    if (largest === 0 || rest === 0) {
      below[j] = u[j + 1]!;
      continue;
    }
    const head = u[j + 1]! / largest;
    const norm = Math.sqrt(head * head + rest);
    below[j] = head > 0 ? -norm * largest : norm * largest;
    const pivot = head - below[j]! / largest;
    for (let i = j + 2; i < n; i++) u[i]! /= largest * pivot;
    u[j + 1] = 1;
    const scale = (scales[j] = (2 * pivot * pivot) / (pivot * pivot + rest));
    p.fill(0, j + 1);
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + i]! * u[i]!;
      for (let q = j + 1; q < i; q++) {
        sum += a[i * n + q]! * u[q]!;
        p[q]! += a[i * n + q]! * u[i]!;
      }
      p[i]! += sum;
    }
    let dot = 0;
    for (let i = j + 1; i < n; i++) dot += (p[i]! *= scale) * u[i]!;
    for (let i = j + 1; i < n; i++) p[i]! -= (scale / 2) * dot * u[i]!;
    for (let i = j + 1; i < n; i++) {
      for (let q = j + 1; q <= i; q++) a[i * n + q]! -= u[i]! * p[q]! + p[i]! * u[q]!;
      a[i * n + j] = u[i]!;
    }
    await pacer.pause({ stage: 'Eigendecomposition', fraction: 0.4 * (1 - (1 - j / n) ** 3) });
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i]!;
}

/** Turns each row, an eigenvector of the tridiagonal matrix, into one of the matrix that it was made of. */
async function applyReflectors(
  a: Float64Array,
  n: number,
  scales: Float64Array,
  rows: Float64Array,
  pacer: Pacer,
): Promise<void> {
  const u = new Float64Array(n);
  for (let j = n - 2; j >= 0; j--) {
    const scale = scales[j]!;
    if (scale === 0) continue;
    for (let i = j + 1; i < n; i++) u[i] = a[i * n + j]!;
    for (let row = 0; row < n; row++) {
      const at = row * n;
      let dot = 0;
      for (let i = j + 1; i < n; i++) dot += rows[at + i]! * u[i]!;
      dot *= scale;
      for (let i = j + 1; i < n; i++) rows[at + i]! -= dot * u[i]!;
    }
    await pacer.pause({ stage: 'Eigendecomposition', fraction: 0.6 + 0.4 * (1 - j / n) });
  }
}
