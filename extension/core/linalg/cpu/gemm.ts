/** Matrix product on strided operands: packed panels and a 4 × 4 register tile, the base of all dense work of this backend. */

/** A matrix inside an array: entry (i, j) stands at `offset + i·row + j·col`. */
export interface Strided {
  data: Float64Array;
  offset: number;
  row: number;
  col: number;
}

export interface ProductOptions {
  /** Only the tiles that touch the lower triangle (j ≤ i) are computed; the rest of C is left as it is or partly filled. */
  lower?: boolean;
  /** Weight of each of the k inner indices. */
  weights?: Float64Array;
}

const TILE = 4;
const DEPTH = 256;
const BAND = 128;

/** C += alpha · A · diag(weights) · B, for A of m × k, B of k × n, C of m × n. */
export function addProduct(
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Strided,
  b: Strided,
  c: Strided,
  options: ProductOptions = {},
): void {
  const packedA = new Float64Array(BAND * Math.min(k, DEPTH));
  const packedB = new Float64Array(Math.ceil(n / TILE) * TILE * Math.min(k, DEPTH));
  for (let p = 0; p < k; p += DEPTH) {
    const depth = Math.min(DEPTH, k - p);
    packColumns(b, p, depth, n, packedB);
    for (let i = 0; i < m; i += BAND) {
      const height = Math.min(BAND, m - i);
      packRows(a, i, height, p, depth, alpha, options.weights, packedA);
      for (let ti = 0; ti < height; ti += TILE) {
        const rows = Math.min(TILE, height - ti);
        const end = options.lower ? Math.min(n, i + ti + rows) : n;
        for (let j = 0; j < end; j += TILE)
          tile(packedA, ti * depth, packedB, j * depth, depth, c, i + ti, j, rows, Math.min(TILE, n - j));
      }
    }
  }
}

function packRows(
  a: Strided,
  first: number,
  height: number,
  p: number,
  depth: number,
  alpha: number,
  weights: Float64Array | undefined,
  into: Float64Array,
): void {
  const { data, row, col } = a;
  let at = 0;
  for (let t = 0; t < height; t += TILE)
    for (let q = 0; q < depth; q++) {
      const scale = weights ? alpha * weights[p + q]! : alpha;
      const source = a.offset + (first + t) * row + (p + q) * col;
      for (let r = 0; r < TILE; r++) into[at++] = t + r < height ? scale * data[source + r * row]! : 0;
    }
}

function packColumns(b: Strided, p: number, depth: number, n: number, into: Float64Array): void {
  const { data, row, col } = b;
  let at = 0;
  for (let t = 0; t < n; t += TILE)
    for (let q = 0; q < depth; q++) {
      const source = b.offset + (p + q) * row + t * col;
      for (let r = 0; r < TILE; r++) into[at++] = t + r < n ? data[source + r * col]! : 0;
    }
}

const tileSums = new Float64Array(TILE * TILE);

function tile(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  depth: number,
  c: Strided,
  i: number,
  j: number,
  rows: number,
  cols: number,
): void {
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0;
  let c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0;
  let c20 = 0,
    c21 = 0,
    c22 = 0,
    c23 = 0;
  let c30 = 0,
    c31 = 0,
    c32 = 0,
    c33 = 0;
  for (let q = 0; q < depth; q++, aAt += TILE, bAt += TILE) {
    const a0 = a[aAt]!,
      a1 = a[aAt + 1]!,
      a2 = a[aAt + 2]!,
      a3 = a[aAt + 3]!;
    const b0 = b[bAt]!,
      b1 = b[bAt + 1]!,
      b2 = b[bAt + 2]!,
      b3 = b[bAt + 3]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  const s = tileSums;
  s[0] = c00;
  s[1] = c01;
  s[2] = c02;
  s[3] = c03;
  s[4] = c10;
  s[5] = c11;
  s[6] = c12;
  s[7] = c13;
  s[8] = c20;
  s[9] = c21;
  s[10] = c22;
  s[11] = c23;
  s[12] = c30;
  s[13] = c31;
  s[14] = c32;
  s[15] = c33;
  const { data, row, col } = c;
  for (let r = 0; r < rows; r++) {
    const target = c.offset + (i + r) * row + j * col;
    for (let q = 0; q < cols; q++) data[target + q * col]! += s[r * TILE + q]!;
  }
}
