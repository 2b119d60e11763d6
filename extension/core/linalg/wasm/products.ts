/** Matrix products cut into steps and tasks, and the placing of weights and panels. */
import type { CurvatureWeights } from '../types';
import type { Heap } from './heap';
import { cut, type Runner, type Task } from './module';

/** Multiplications in one step: some 50 ms, after which a caller may yield. */
const STEP = 5e8;
/** Rows below which cutting a product for threads costs more in packing than it gains. */
const GRAIN = 24;

/** Where a matrix stands, and the strides (in numbers) of its rows and columns. */
export type Operand = [address: number, row: number, col: number];

/** C += alpha · A · diag(weights) · B, for A of m × k, B of k × n, C of m × n; with `lower` only where column ≤ row. */
export function* multiplySteps(
  runner: Runner,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Operand,
  b: Operand,
  c: [address: number, row: number],
  { lower = false, weights = 0 }: { lower?: boolean; weights?: number } = {},
): Generator<void, void> {
  if (m === 0 || n === 0 || k === 0) return;
  const stepRows = Math.max(GRAIN, Math.floor(STEP / (n * k)));
  for (let start = 0; start < m; start += stepRows) {
    const count = Math.min(stepRows, m - start);
    const ranges = lower
      ? cutTriangle(start, count, runner.width)
      : cut(count, runner.width, GRAIN).map(([first, end]) => [start + first, start + end] as const);
    runner.run(
      ranges.map(([first, end]): Task => {
        const cols = lower ? Math.min(n, end) : n;
        const left = a[0] + first * a[1] * 8;
        const target = c[0] + first * c[1] * 8;
        return [
          'gemm',
          end - first,
          cols,
          k,
          alpha,
          left,
          a[1],
          a[2],
          ...b,
          target,
          c[1],
          weights,
          lower ? 1 : 0,
          first,
        ];
      }),
    );
    yield;
  }
}

/** Cuts rows [start, start + count) of a lower triangle into ranges of about equal area. */
function cutTriangle(start: number, count: number, parts: number): [first: number, end: number][] {
  const ranges: [number, number][] = [];
  const area = (row: number): number => row * row;
  const share = (area(start + count) - area(start)) / parts;
  let first = start;
  for (let part = 1; part <= parts && first < start + count; part++) {
    const ideal = Math.sqrt(area(start) + part * share);
    const end =
      part === parts ? start + count : Math.min(start + count, Math.max(first + GRAIN, Math.round(ideal)));
    ranges.push([first, end]);
    first = end;
  }
  return ranges;
}

/** Numbers that the panels of k columns of `ld` rows take. */
export function panelLength(ld: number, k: number): number {
  const rest = k % 4;
  return ld * (k - rest + (rest === 0 ? 0 : rest > 2 ? 4 : 2));
}

/** Weights as the kernels read them: blocks (kind 0), or probabilities and a factor row by row (kind 1). */
export function placeWeights(
  heap: Heap,
  weights: CurvatureWeights,
  rows: number,
  k: number,
): { kind: number; address: number } {
  if (weights.kind === 'blocks') {
    const address = heap.allocate(rows * k * k * 8);
    heap.floats(address, rows * k * k).set(weights.values);
    return { kind: 0, address };
  }
  const address = heap.allocate(rows * (k + 1) * 8);
  const into = heap.floats(address, rows * (k + 1));
  const { probabilities, factors } = weights;
  for (let i = 0; i < rows; i++) {
    into.set(probabilities.subarray(i * k, (i + 1) * k), i * (k + 1));
    into[i * (k + 1) + k] = factors ? factors[i]! : 1;
  }
  return { kind: 1, address };
}
