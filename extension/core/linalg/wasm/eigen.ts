/**
 * Eigendecomposition of a symmetric matrix in the module's memory: blocked Householder tridiagonalization (Dongarra, Hammarling &
 * Sorensen 1989), divide and conquer, and the reflectors applied in blocks (Schreiber & Van Loan 1989).
 */
import type { Work } from '../../../contract/progress';
import { createPacer, type Pacer } from '../../pacing';
import { expectFiniteLower, expectLength, notFinite } from '../checks';
import { decomposeTridiagonal } from '../eigen/divide';
import type { Multiply } from '../eigen/merge';
import { transposeDense } from '../transpose';
import { applyReflectors } from './reflectors';
import type { Runner } from './module';
import { tridiagonalize } from './tridiagonalize';

export async function decomposeSymmetric(
  runner: Runner,
  a: Float64Array,
  n: number,
  multiply: Multiply,
  work: Work,
): Promise<{ values: Float64Array; vectors: Float64Array }> {
  expectLength('A', a, n * n);
  const pacer = createPacer(work);
  expectFiniteLower(a, n);
  const { heap } = runner;
  const ld = n + (n & 1);
  const stored = heap.allocate(n * ld * 8);
  try {
    const size = copyUpper(heap.floats(stored, n * ld), ld, a, n);
    const { diagonal, beside, scales } = await tridiagonalize(runner, stored, ld, n, pacer);
    const { values, rows } = await decomposeTridiagonal(diagonal, beside, multiply, pacer);
    if (!values.every(Number.isFinite)) throw notFinite('The matrix to decompose');
    const vectors = await backTransform(runner, stored, ld, n, scales, rows, pacer);
    return { values: values.map((value) => value * size), vectors };
  } finally {
    heap.release(stored);
  }
}

/** The lower triangle of A as an upper one, divided by the size of its largest entry, which is returned. */
function copyUpper(into: Float64Array, ld: number, a: Float64Array, n: number): number {
  let size = 0;
  for (let i = 0; i < n; i++)
    for (let at = i * n; at <= i * n + i; at++) size = Math.max(size, Math.abs(a[at]!));
  if (size === 0) size = 1;
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) into[j * ld + i] = a[i * n + j]! / size;
  return size;
}

async function backTransform(
  runner: Runner,
  stored: number,
  ld: number,
  n: number,
  scales: Float64Array,
  rows: Float64Array,
  pacer: Pacer,
): Promise<Float64Array> {
  const { heap } = runner;
  const address = heap.allocate(n * n * 8);
  try {
    heap.floats(address, n * n).set(rows);
    await applyReflectors(runner, stored, ld, n, scales, address, pacer);
    return transposeDense(heap.floats(address, n * n), n, n);
  } finally {
    heap.release(address);
  }
}
