/** The merge step of divide and conquer: eigenpairs of two halves that a rank-one term couples. */
import { rotateRows } from './ql';
import { solveSecular } from './secular';

export interface Eigenpairs {
  values: Float64Array;
  /** n × n, row i is the eigenvector of values[i]. */
  rows: Float64Array;
}

/** C = A·B for A of m × k and B of k × n. */
export type Multiply = (
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
) => Float64Array | Promise<Float64Array>;

/** Which part of a coupled vector is not zero: that of the first half, both, that of the second. */
type Part = 'first' | 'both' | 'second';

/**
 * Eigenpairs of diag(first, second) + |coupling|·v·vᵀ with v = (e_last, sign(coupling)·e_first): values ascending.
 * Deflation as in Dongarra & Sorensen 1987.
 */
export async function mergeHalves(
  first: Eigenpairs,
  second: Eigenpairs,
  coupling: number,
  multiply: Multiply,
): Promise<Eigenpairs> {
  const n1 = first.values.length;
  const n2 = second.values.length;
  const n = n1 + n2;
  const { d, z, rows, parts } = alignHalves(first, second, Math.sign(coupling));
  const rho = 2 * Math.abs(coupling);
  const active = deflate(d, z, rows, parts, rho, n);
  const k = active.length;
  const values = d.slice();
  if (k > 0) {
    // Rows are sorted by part, so that each half is a product of its own, without the zeros of the other.
    const ordered = (['first', 'both', 'second'] as const).flatMap((part) =>
      active.filter((i) => parts[i] === part),
    );
    const position = new Map(ordered.map((i, at) => [i, at]));
    const { roots, weights } = solveCoupled(
      Float64Array.from(active, (i) => d[i]!),
      Float64Array.from(active, (i) => z[i]!),
      rho,
      Int32Array.from(active, (i) => position.get(i)!),
    );
    const k1 = ordered.filter((i) => parts[i] === 'first').length;
    const k2 = ordered.filter((i) => parts[i] === 'both').length;
    const left = await multiply(
      columns(weights, k, 0, k1 + k2),
      gather(rows, n, ordered.slice(0, k1 + k2), 0, n1),
      k,
      k1 + k2,
      n1,
    );
    const right = await multiply(
      columns(weights, k, k1, k),
      gather(rows, n, ordered.slice(k1), n1, n2),
      k,
      k - k1,
      n2,
    );
    active.forEach((i, at) => {
      values[i] = roots[at]!;
      rows.set(left.subarray(at * n1, (at + 1) * n1), i * n);
      rows.set(right.subarray(at * n2, (at + 1) * n2), i * n + n1);
    });
  }
  return sortPairs(values, rows);
}

/** Both halves in one matrix, ordered by value, with z = Qᵀ·v / √2. */
function alignHalves(
  first: Eigenpairs,
  second: Eigenpairs,
  sign: number,
): { d: Float64Array; z: Float64Array; rows: Float64Array; parts: Part[] } {
  const n1 = first.values.length;
  const n2 = second.values.length;
  const n = n1 + n2;
  const d = new Float64Array(n);
  const z = new Float64Array(n);
  const rows = new Float64Array(n * n);
  const parts: Part[] = [];
  let i = 0;
  let j = 0;
  for (let at = 0; at < n; at++) {
    if (j === n2 || (i < n1 && first.values[i]! <= second.values[j]!)) {
      d[at] = first.values[i]!;
      z[at] = first.rows[i * n1 + n1 - 1]! * Math.SQRT1_2;
      rows.set(first.rows.subarray(i * n1, (i + 1) * n1), at * n);
      parts.push('first');
      i++;
    } else {
      d[at] = second.values[j]!;
      z[at] = sign * second.rows[j * n2]! * Math.SQRT1_2;
      rows.set(second.rows.subarray(j * n2, (j + 1) * n2), at * n + n1);
      parts.push('second');
      j++;
    }
  }
  return { d, z, rows, parts };
}

/**
 * Leaves out what the coupling changes by no more than rounding: vectors that hardly touch it, and of two equal values one, after
 * a rotation. Returns the indices that remain, ascending in d.
 */
function deflate(
  d: Float64Array,
  z: Float64Array,
  rows: Float64Array,
  parts: Part[],
  rho: number,
  n: number,
): number[] {
  const most = (a: Float64Array): number =>
    a.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const tolerance = 8 * Number.EPSILON * Math.max(most(d), most(z));
  const active: number[] = [];
  for (let j = 0; j < n; j++) {
    if (rho * Math.abs(z[j]!) <= tolerance) continue;
    const i = active.at(-1);
    if (i !== undefined) {
      const length = Math.hypot(z[i]!, z[j]!);
      const c = z[j]! / length;
      const s = -z[i]! / length;
      if (Math.abs((d[j]! - d[i]!) * c * s) <= tolerance) {
        z[j] = length;
        z[i] = 0;
        if (parts[i] !== parts[j]) parts[j] = 'both';
        rotateRows(rows, i * n, j * n, n, c, -s);
        const before = d[i]!;
        d[i] = before * c * c + d[j]! * s * s;
        d[j] = before * s * s + d[j]! * c * c;
        active.pop();
      }
    }
    active.push(j);
  }
  return active;
}

/**
 * Eigenvalues of diag(d) + ρ·z·zᵀ and its eigenvectors as rows of k × k; entry i of a vector goes to column position[i]. The z that
 * belongs exactly to the computed values takes the place of the given one, which keeps the vectors orthogonal (Gu & Eisenstat).
 */
function solveCoupled(
  d: Float64Array,
  z: Float64Array,
  rho: number,
  position: Int32Array,
): { roots: Float64Array; weights: Float64Array } {
  const k = d.length;
  const roots = new Float64Array(k);
  const distances = new Float64Array(k * k);
  for (let j = 0; j < k; j++) roots[j] = solveSecular(d, z, rho, j, distances.subarray(j * k, (j + 1) * k));
  const exact = new Float64Array(k);
  for (let i = 0; i < k; i++) exact[i] = -distances[i * k + i]!;
  for (let j = 0; j < k; j++)
    for (let i = 0; i < k; i++) if (i !== j) exact[i]! *= distances[j * k + i]! / (d[i]! - d[j]!);
  for (let i = 0; i < k; i++) exact[i] = Math.sign(z[i]!) * Math.sqrt(Math.abs(exact[i]!));
  const weights = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    let square = 0;
    for (let i = 0; i < k; i++) {
      const weight = exact[i]! / distances[j * k + i]!;
      weights[j * k + position[i]!] = weight;
      square += weight * weight;
    }
    const length = Math.sqrt(square);
    for (let i = 0; i < k; i++) weights[j * k + i]! /= length;
  }
  return { roots, weights };
}

/** Columns [first, end) of a k × k matrix. */
function columns(a: Float64Array, k: number, first: number, end: number): Float64Array {
  const width = end - first;
  const out = new Float64Array(k * width);
  for (let i = 0; i < k; i++) out.set(a.subarray(i * k + first, i * k + end), i * width);
  return out;
}

/** `width` numbers from column `first` of the named rows. */
function gather(
  rows: Float64Array,
  n: number,
  which: readonly number[],
  first: number,
  width: number,
): Float64Array {
  const out = new Float64Array(which.length * width);
  which.forEach((i, at) => out.set(rows.subarray(i * n + first, i * n + first + width), at * width));
  return out;
}

function sortPairs(values: Float64Array, rows: Float64Array): Eigenpairs {
  const n = values.length;
  const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(rows.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => values[i]!), rows: sorted };
}
