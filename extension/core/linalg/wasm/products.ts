/** Matrix products cut into steps and tasks. */
import type { Runner, Task } from './module';

/** Multiplications in one step: some 50 ms, after which a caller may yield. */
const STEP = 5e8;
/** Rows below which cutting a product for threads costs more in packing than it gains. */
const GRAIN = 24;
/** Rows of the register tile of `gemm`. */
const TILE_ROWS = 3;

/** Where a matrix stands, and the strides (in numbers) of its rows and columns. */
export type Operand = [address: number, row: number, col: number];

/** C += alpha · A · diag(weights) · B, for A of m × k, B of k × n, C of m × n; with `part` only its lower or upper triangle. */
export function* multiplySteps(
  runner: Runner,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Operand,
  b: Operand,
  c: [address: number, row: number],
  { part = 'all', weights = 0 }: { part?: 'all' | 'lower' | 'upper'; weights?: number } = {},
): Generator<void, void> {
  if (m === 0 || n === 0 || k === 0) return;
  const stepRows = Math.max(GRAIN, Math.floor(STEP / (n * k)));
  for (let start = 0; start < m; start += stepRows) {
    const stop = Math.min(m, start + stepRows);
    const ranges = cutRows(start, stop, n, part, runner.parts((stop - start) * n * k));
    runner.run(
      ranges.map(([first, end]): Task => {
        const from = part === 'upper' ? first : 0;
        const cols = part === 'lower' ? Math.min(n, end) : n - from;
        const left = a[0] + first * a[1] * 8;
        const right = b[0] + from * b[2] * 8;
        const target = c[0] + (first * c[1] + from) * 8;
        const code = { all: 0, lower: 1, upper: 2 }[part];
        const shift = part === 'lower' ? first : 0;
        const operands = [left, a[1], a[2], right, b[1], b[2], target, c[1]] as const;
        return ['gemm', end - first, cols, k, alpha, ...operands, weights, code, shift];
      }),
    );
    yield;
  }
}

/** Cuts rows [start, end) of a product of n columns into at most `parts` ranges of about equal area. */
export function cutRows(
  start: number,
  end: number,
  n: number,
  part: 'all' | 'lower' | 'upper',
  parts: number,
): [first: number, end: number][] {
  /** Entries above a row, but for a factor. */
  const area = {
    all: (row: number) => row,
    lower: (row: number) => row * row,
    upper: (row: number) => -((n - row) ** 2),
  };
  const rowAt = {
    all: (x: number) => x,
    lower: (x: number) => Math.sqrt(x),
    upper: (x: number) => n - Math.sqrt(-x),
  };
  const low = area[part](start);
  const share = (area[part](end) - low) / parts;
  const ranges: [number, number][] = [];
  let first = start;
  for (let at = 1; at <= parts && first < end; at++) {
    const ideal = Math.round(rowAt[part](low + at * share) / TILE_ROWS) * TILE_ROWS;
    const stop = at === parts ? end : Math.min(end, Math.max(first + GRAIN, ideal));
    ranges.push([first, stop]);
    first = stop;
  }
  return ranges;
}

/** Numbers that the panels of k columns of `ld` rows take. */
export function panelLength(ld: number, k: number): number {
  const rest = k % 4;
  return ld * (k - rest + (rest === 0 ? 0 : rest > 2 ? 4 : 2));
}
