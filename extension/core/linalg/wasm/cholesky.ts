import type { Work } from '../../../contract/progress';
import { createPacer, type Pacer } from '../../pacing';
import { expectLength, notPositiveDefinite } from '../checks';
import { mirrorLower } from '../mirror';
import type { CholeskyFactor } from '../types';
import { addSquares } from '../squares';
import { borrow } from './heap';
import { cut, type Runner, type Task } from './module';
import { multiplySteps } from './products';

/** Size of the diagonal blocks at which the recursion ends. */
const LEAF = 64;
/** Right-hand sides up to which each goes through the factor on its own. */
const SINGLE = 2;
/** Columns of the inverse that are computed together. */
const INVERSE_BAND = 192;

/** Recursive Cholesky factorization: nearly all of the work is matrix products. L stays in the module's memory. */
export async function factorCholesky(
  runner: Runner,
  a: Float64Array,
  n: number,
  work: Work,
): Promise<CholeskyFactor> {
  expectLength('A', a, n * n);
  const pacer = createPacer(work);
  const { heap } = runner;
  const ld = n + (n & 1);
  const l = heap.allocate(n * ld * 8);
  try {
    const rows = heap.floats(l, n * ld);
    for (let i = 0; i < n; i++) rows.set(a.subarray(i * n, i * n + i + 1), i * ld);
    let done = 0;
    for (const bad of factorSteps(runner, l, ld, n)) {
      if (bad >= 0) throw notPositiveDefinite(n, bad);
      done++;
      await pacer.pause({ stage: 'Factoring the curvature', fraction: done / (done + n / LEAF) });
    }
  } catch (error) {
    heap.release(l);
    throw error;
  }
  return createFactor(runner, l, ld, n);
}

/** The largest part of n, a multiple of the leaf, that is at least half. */
function upperHalf(n: number): number {
  return Math.ceil(n / 2 / LEAF) * LEAF;
}

/** Yields −1 after each step, or the row of a bad pivot. */
function* factorSteps(runner: Runner, a: number, ld: number, n: number): Generator<number, void> {
  if (n <= LEAF) {
    yield runner.call('factorBlock', a, ld, n);
    return;
  }
  const half = upperHalf(n);
  const below = a + half * ld * 8;
  const corner = below + half * 8;
  yield* factorSteps(runner, a, ld, half);
  yield* asGood(solveRightSteps(runner, a, ld, half, below, n - half));
  const left: [number, number, number] = [below, ld, 1];
  const right: [number, number, number] = [below, 1, ld];
  yield* asGood(
    multiplySteps(runner, n - half, n - half, half, -1, left, right, [corner, ld], { part: 'lower' }),
  );
  for (const bad of factorSteps(runner, corner, ld, n - half)) yield bad < 0 ? bad : bad + half;
}

/** Steps that cannot meet a bad pivot. */
function* asGood(steps: Iterator<void>): Generator<number, void> {
  while (!steps.next().done) yield -1;
}

/** X ← X·L⁻ᵀ for m rows of X at the stride of L. */
function* solveRightSteps(
  runner: Runner,
  l: number,
  ld: number,
  n: number,
  x: number,
  m: number,
): Generator<void, void> {
  if (n <= LEAF) {
    runner.run(
      cut(m, runner.parts(m * n * n), 8).map(([i, end]): Task => [
        'solveRight',
        l,
        ld,
        n,
        x + i * ld * 8,
        ld,
        end - i,
      ]),
    );
    yield;
    return;
  }
  const half = upperHalf(n);
  const below = l + half * ld * 8;
  yield* solveRightSteps(runner, l, ld, half, x, m);
  yield* multiplySteps(runner, m, n - half, half, -1, [x, ld, 1], [below, 1, ld], [x + half * 8, ld]);
  yield* solveRightSteps(runner, below + half * 8, ld, n - half, x + half * 8, m);
}

/** X ← L⁻¹·X for X of n × k at a stride of ldx. */
function* forwardSteps(
  runner: Runner,
  l: number,
  ld: number,
  n: number,
  x: number,
  ldx: number,
  k: number,
): Generator<void, void> {
  if (n <= LEAF) {
    runner.run(
      cut(k, runner.parts(k * n * n), 8).map(([c, end]): Task => [
        'solveForward',
        l,
        ld,
        n,
        x + c * 8,
        ldx,
        end - c,
      ]),
    );
    yield;
    return;
  }
  const half = upperHalf(n);
  const below = l + half * ld * 8;
  const rest = x + half * ldx * 8;
  yield* forwardSteps(runner, l, ld, half, x, ldx, k);
  yield* multiplySteps(runner, n - half, k, half, -1, [below, ld, 1], [x, ldx, 1], [rest, ldx]);
  yield* forwardSteps(runner, below + half * 8, ld, n - half, rest, ldx, k);
}

/** X ← L⁻ᵀ·X. */
function* backwardSteps(
  runner: Runner,
  l: number,
  ld: number,
  n: number,
  x: number,
  k: number,
): Generator<void, void> {
  if (n <= LEAF) {
    runner.run(
      cut(k, runner.parts(k * n * n), 8).map(([c, end]): Task => [
        'solveBackward',
        l,
        ld,
        n,
        x + c * 8,
        k,
        end - c,
      ]),
    );
    yield;
    return;
  }
  const half = upperHalf(n);
  const below = l + half * ld * 8;
  const rest = x + half * k * 8;
  yield* backwardSteps(runner, below + half * 8, ld, n - half, rest, k);
  yield* multiplySteps(runner, half, k, n - half, -1, [below, 1, ld], [rest, k, 1], [x, k]);
  yield* backwardSteps(runner, l, ld, half, x, k);
}

function createFactor(runner: Runner, l: number, ld: number, n: number): CholeskyFactor {
  const { heap } = runner;

  const solve = (b: Float64Array, k: number, full: boolean): Float64Array => {
    expectLength('B', b, n * k);
    return borrow(heap, (take) => {
      const x = take(n * k);
      if (k > SINGLE) {
        heap.floats(x, n * k).set(b);
        finish(forwardSteps(runner, l, ld, n, x, k, k));
        if (full) finish(backwardSteps(runner, l, ld, n, x, k));
        return heap.floats(x, n * k).slice();
      }
      const out = new Float64Array(n * k);
      for (let c = 0; c < k; c++) {
        const column = heap.floats(x, n);
        for (let i = 0; i < n; i++) column[i] = b[i * k + c]!;
        runner.call('solveForwardVector', l, ld, n, x);
        if (full) runner.call('solveBackwardVector', l, ld, n, x);
        for (let i = 0; i < n; i++) out[i * k + c] = column[i]!;
      }
      return out;
    });
  };

  return {
    n,
    solve: (b, k) => solve(b, k, true),
    halfSolve: (b, k) => solve(b, k, false),
    async inverse(work) {
      const pacer = createPacer(work);
      const half = heap.allocate(n * n * 8);
      const band = heap.allocate(Math.min(n, INVERSE_BAND) * n * 8);
      try {
        await invertFactor(runner, l, ld, n, half, pacer);
        return await multiplyHalves(runner, half, n, band, pacer);
      } finally {
        heap.release(half);
        heap.release(band);
      }
    },
    async inverseDiagonal(work) {
      const pacer = createPacer(work);
      const band = heap.allocate(n * Math.min(n, INVERSE_BAND) * 8);
      try {
        return await squaredColumns(runner, l, ld, n, band, pacer);
      } finally {
        heap.release(band);
      }
    },
    dispose: () => heap.release(l),
  };
}

/** ‖L⁻¹e_j‖² for every column j, by bands, which start at the row where their columns do. */
async function squaredColumns(
  runner: Runner,
  l: number,
  ld: number,
  n: number,
  band: number,
  pacer: Pacer,
): Promise<Float64Array> {
  const out = new Float64Array(n);
  for (let first = 0; first < n; first += INVERSE_BAND) {
    const width = Math.min(INVERSE_BAND, n - first);
    const size = (n - first) * width;
    const identity = runner.heap.floats(band, size);
    identity.fill(0);
    for (let i = 0; i < width; i++) identity[i * width + i] = 1;
    const corner = l + (first * ld + first) * 8;
    const steps = forwardSteps(runner, corner, ld, n - first, band, width, width);
    while (!steps.next().done)
      await pacer.pause({ stage: 'Inverting the curvature', fraction: 1 - ((n - first) / n) ** 3 });
    addSquares(runner.heap.floats(band, size), width, out.subarray(first, first + width));
  }
  return out;
}

/** Lower triangle of L⁻¹ into `half`, n × n, by bands of columns: column j of it is zero above row j. */
async function invertFactor(
  runner: Runner,
  l: number,
  ld: number,
  n: number,
  half: number,
  pacer: Pacer,
): Promise<void> {
  const identity = runner.heap.floats(half, n * n);
  identity.fill(0);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  for (let first = 0; first < n; first += INVERSE_BAND) {
    const width = Math.min(INVERSE_BAND, n - first);
    const corner = l + (first * ld + first) * 8;
    const steps = forwardSteps(runner, corner, ld, n - first, half + (first * n + first) * 8, n, width);
    while (!steps.next().done)
      await pacer.pause({ stage: 'Inverting the curvature', fraction: (0.5 * first) / n });
  }
}

/** L⁻ᵀ·L⁻¹, by bands of rows, which start at the row where their columns of L⁻¹ do. */
async function multiplyHalves(
  runner: Runner,
  half: number,
  n: number,
  band: number,
  pacer: Pacer,
): Promise<Float64Array> {
  const out = new Float64Array(n * n);
  for (let first = 0; first < n; first += INVERSE_BAND) {
    const width = Math.min(INVERSE_BAND, n - first);
    const cols = first + width;
    runner.heap.floats(band, width * cols).fill(0);
    const left: [number, number, number] = [half + (first * n + first) * 8, 1, n];
    const right: [number, number, number] = [half + first * n * 8, n, 1];
    const steps = multiplySteps(runner, width, cols, n - first, 1, left, right, [band, cols]);
    while (!steps.next().done)
      await pacer.pause({ stage: 'Inverting the curvature', fraction: 0.5 + (0.5 * first) / n });
    const rows = runner.heap.floats(band, width * cols);
    for (let i = 0; i < width; i++)
      out.set(rows.subarray(i * cols, i * cols + first + i + 1), (first + i) * n);
  }
  return mirrorLower(out, n);
}

function finish(steps: Iterator<void>): void {
  while (!steps.next().done);
}
