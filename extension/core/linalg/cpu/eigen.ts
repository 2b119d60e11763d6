/** Eigendecomposition of a symmetric matrix: Householder tridiagonalization and the implicit QL iteration. */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { createPacer, type Pacer } from '../../pacing';
import { expectFiniteLower, expectLength, notFinite } from '../checks';

const SWEEPS_PER_VALUE = 60;

/** Golub & Van Loan, Matrix Computations, 8.3. Vectors are kept as rows while they are rotated, so that memory is walked in order. */
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
  const rows = await formBasis(reflectors, n, scales, pacer);
  await iterateQL(diagonal, below, rows, n, pacer);
  if (!diagonal.every(Number.isFinite)) throw notFinite('The matrix to decompose');
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i]! - diagonal[j]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    for (let i = 0; i < n; i++) vectors[i * n + to] = rows[from * n + i]!;
  });
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors };
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

/** Qᵀ of the reflectors' product Q, so that row i becomes eigenvector i. */
async function formBasis(
  a: Float64Array,
  n: number,
  scales: Float64Array,
  pacer: Pacer,
): Promise<Float64Array> {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  for (let j = n - 2; j >= 0; j--) {
    const scale = scales[j]!;
    if (scale === 0) continue;
    for (let row = j + 1; row < n; row++) {
      const at = row * n;
      let dot = 0;
      for (let i = j + 1; i < n; i++) dot += q[at + i]! * a[i * n + j]!;
      for (let i = j + 1; i < n; i++) q[at + i]! -= scale * dot * a[i * n + j]!;
    }
    await pacer.pause({ stage: 'Eigendecomposition', fraction: 0.6 });
  }
  return q;
}

async function iterateQL(
  d: Float64Array,
  e: Float64Array,
  rows: Float64Array,
  n: number,
  pacer: Pacer,
): Promise<void> {
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low;
      while (
        high < n - 1 &&
        Math.abs(e[high]!) > Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))
      )
        high++;
      if (high === low) break;
      if (sweep === SWEEPS_PER_VALUE)
        throw new LensError('numeric', `The eigendecomposition of a ${n} × ${n} matrix did not converge.`);
      rotateDown(d, e, rows, n, low, high);
      await pacer.pause({ stage: 'Eigendecomposition', fraction: 0.6 + (0.4 * low) / n });
    }
  }
}

/** One implicit QL sweep with Wilkinson's shift over the unreduced block [low, high]. */
function rotateDown(
  d: Float64Array,
  e: Float64Array,
  rows: Float64Array,
  n: number,
  low: number,
  high: number,
): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  let g = d[high]! - d[low]! + e[low]! / (half + Math.sign(half || 1) * Math.hypot(half, 1));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    p = sine * t;
    d[i + 1] = g + p;
    g = cosine * t - b;
    const x = i * n;
    const y = x + n;
    for (let q = 0; q < n; q++) {
      const hold = rows[y + q]!;
      rows[y + q] = sine * rows[x + q]! + cosine * hold;
      rows[x + q] = cosine * rows[x + q]! - sine * hold;
    }
  }
  d[low]! -= p;
  e[low] = g;
  e[high] = 0;
}
