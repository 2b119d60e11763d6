/** Solves with a lower triangular factor L (n × n, row-major) and many right-hand sides, in place and by blocks. */
import { addProduct, type Strided } from './gemm';

export const BLOCK = 64;

/** X ← L⁻¹·X, for X of n × k. */
export function solveLower(l: Float64Array, n: number, x: Float64Array, k: number): void {
  for (let first = 0; first < n; first += BLOCK) {
    const end = Math.min(n, first + BLOCK);
    subtractProduct(
      part(l, first * n, n, 1),
      part(x, 0, k, 1),
      part(x, first * k, k, 1),
      end - first,
      k,
      first,
    );
    for (let i = first; i < end; i++) {
      for (let j = first; j < i; j++) subtractRow(x, i * k, l[i * n + j]!, x, j * k, k);
      divideRow(x, i * k, l[i * n + i]!, k);
    }
  }
}

/** X ← L⁻ᵀ·X, for X of n × k. */
export function solveLowerTransposed(l: Float64Array, n: number, x: Float64Array, k: number): void {
  for (let end = n; end > 0; end -= blockBefore(end)) {
    const first = end - blockBefore(end);
    const below = part(l, end * n + first, 1, n);
    subtractProduct(below, part(x, end * k, k, 1), part(x, first * k, k, 1), end - first, k, n - end);
    for (let i = end - 1; i >= first; i--) {
      for (let j = i + 1; j < end; j++) subtractRow(x, i * k, l[j * n + i]!, x, j * k, k);
      divideRow(x, i * k, l[i * n + i]!, k);
    }
  }
}

function blockBefore(end: number): number {
  return end % BLOCK === 0 ? BLOCK : end % BLOCK;
}

function part(data: Float64Array, offset: number, row: number, col: number): Strided {
  return { data, offset, row, col };
}

/** C −= A·B; a single right-hand side goes without packing. */
function subtractProduct(a: Strided, b: Strided, c: Strided, m: number, n: number, k: number): void {
  if (k === 0) return;
  if (n > 4) {
    addProduct(m, n, k, -1, a, b, c);
    return;
  }
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++)
      subtractRow(
        c.data,
        c.offset + i * c.row,
        a.data[a.offset + i * a.row + p * a.col]!,
        b.data,
        b.offset + p * b.row,
        n,
      );
}

function subtractRow(
  x: Float64Array,
  at: number,
  factor: number,
  y: Float64Array,
  yAt: number,
  k: number,
): void {
  for (let c = 0; c < k; c++) x[at + c]! -= factor * y[yAt + c]!;
}

function divideRow(x: Float64Array, at: number, divisor: number, k: number): void {
  for (let c = 0; c < k; c++) x[at + c]! /= divisor;
}
