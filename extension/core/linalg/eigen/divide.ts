import type { Pacer } from '../../pacing';
import { type Eigenpairs, mergeHalves, type Multiply } from './merge';
import { iterateQL } from './ql';

const LEAF = 32;
/** Multiplications in one product, after which a cancel can arrive. */
const STEP = 5e8;

/**
 * Eigenpairs of a symmetric tridiagonal matrix by divide and conquer (Cuppen 1981; Gu & Eisenstat 1995), values ascending.
 * @param diagonal n
 * @param below below[i] couples i and i + 1
 * @param multiply where the products are made, in which nearly all of the work is
 */
export async function decomposeTridiagonal(
  diagonal: Float64Array,
  below: Float64Array,
  multiply: Multiply,
  pacer: Pacer,
): Promise<Eigenpairs> {
  const n = diagonal.length;
  let size = 0;
  for (let i = 0; i < n; i++)
    size = Math.max(size, Math.abs(diagonal[i]!), i < n - 1 ? Math.abs(below[i]!) : 0);
  if (size === 0) size = 1;
  const d = diagonal.map((value) => value / size);
  const e = below.map((value) => value / size);
  const paced: Multiply = async (a, b, m, k, cols) => {
    const out = new Float64Array(m * cols);
    const step = Math.max(64, Math.floor(STEP / Math.max(1, k * cols)));
    for (let first = 0; first < m; first += step) {
      const count = Math.min(step, m - first);
      out.set(await multiply(a.subarray(first * k, (first + count) * k), b, count, k, cols), first * cols);
      await pacer.pause({ stage: 'Eigendecomposition' });
    }
    return out;
  };
  const { values, rows } = await divide(d, e, 0, n, paced);
  return { values: values.map((value) => value * size), rows };
}

async function divide(
  d: Float64Array,
  e: Float64Array,
  start: number,
  n: number,
  multiply: Multiply,
): Promise<Eigenpairs> {
  if (n <= LEAF) return solveLeaf(d.slice(start, start + n), e.slice(start, start + n));
  const half = n >> 1;
  const coupling = e[start + half - 1]!;
  d[start + half - 1]! -= Math.abs(coupling);
  d[start + half]! -= Math.abs(coupling);
  const first = await divide(d, e, start, half, multiply);
  const second = await divide(d, e, start + half, n - half, multiply);
  return mergeHalves(first, second, coupling, multiply);
}

function solveLeaf(d: Float64Array, e: Float64Array): Eigenpairs {
  const n = d.length;
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rows[i * n + i] = 1;
  iterateQL(d, e, rows);
  const order = Array.from(d.keys()).sort((i, j) => d[i]! - d[j]!);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(rows.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => d[i]!), rows: sorted };
}
