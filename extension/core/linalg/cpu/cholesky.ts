import type { Work } from '../../../contract/progress';
import { createPacer } from '../../pacing';
import { expectLength, notPositiveDefinite } from '../checks';
import { mirrorLower } from '../mirror';
import type { CholeskyFactor } from '../types';
import { rowMajor } from './dense';
import { addProduct } from './gemm';
import { addSquares } from '../squares';
import { BLOCK, solveLower, solveLowerTransposed } from './triangular';

/** Left-looking blocked Cholesky; A's lower triangle is read. */
export async function factorCholesky(a: Float64Array, n: number, work: Work): Promise<CholeskyFactor> {
  expectLength('A', a, n * n);
  const pacer = createPacer(work);
  const l = a.slice();
  for (let first = 0; first < n; first += BLOCK) {
    const width = Math.min(BLOCK, n - first);
    if (first > 0) {
      const rows = { ...rowMajor(l, n), offset: first * n };
      const columns = { data: l, offset: first * n, row: 1, col: n };
      const target = { ...rowMajor(l, n), offset: first * n + first };
      addProduct(n - first, width, first, -1, rows, columns, target);
    }
    factorPanel(l, n, first, width);
    await pacer.pause({ stage: 'Factoring the curvature', fraction: 1 - ((n - first) / n) ** 3 });
  }
  for (let i = 0; i < n; i++) l.fill(0, i * n + i + 1, (i + 1) * n);
  return createFactor(l, n);
}

/** The block column [first, first + width): its triangle, then the rows below it. */
function factorPanel(l: Float64Array, n: number, first: number, width: number): void {
  for (let i = first; i < n; i++) {
    const end = Math.min(i, first + width - 1);
    for (let j = first; j <= end; j++) {
      let sum = l[i * n + j]!;
      for (let p = first; p < j; p++) sum -= l[i * n + p]! * l[j * n + p]!;
      if (i > j) l[i * n + j] = sum / l[j * n + j]!;
      else if (sum > 0 && sum < Infinity) l[i * n + i] = Math.sqrt(sum);
      else throw notPositiveDefinite(n, i);
    }
  }
}

function createFactor(l: Float64Array, n: number): CholeskyFactor {
  return {
    n,
    solve(b, k) {
      expectLength('B', b, n * k);
      const x = b.slice();
      solveLower(l, n, x, k);
      solveLowerTransposed(l, n, x, k);
      return x;
    },
    halfSolve(b, k) {
      expectLength('B', b, n * k);
      const x = b.slice();
      solveLower(l, n, x, k);
      return x;
    },
    async inverse(work) {
      const pacer = createPacer(work);
      const half = inverseOfLower(l, n);
      await pacer.pause();
      const out = new Float64Array(n * n);
      for (let first = 0; first < n; first += BLOCK) {
        const width = Math.min(BLOCK, n - first);
        const columns = { data: half, offset: first * n + first, row: 1, col: n };
        const rows = { data: half, offset: first * n, row: n, col: 1 };
        const target = { ...rowMajor(out, n), offset: first * n };
        addProduct(width, Math.min(n, first + width), n - first, 1, columns, rows, target);
        await pacer.pause({ stage: 'Inverting the curvature', fraction: first / n });
      }
      return mirrorLower(out, n);
    },
    async inverseDiagonal(work) {
      const pacer = createPacer(work);
      const half = inverseOfLower(l, n);
      await pacer.pause({ stage: 'Inverting the curvature' });
      const out = new Float64Array(n);
      addSquares(half, n, out);
      return out;
    },
    dispose() {},
  };
}

function inverseOfLower(l: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  solveLower(l, n, out, n);
  return out;
}
