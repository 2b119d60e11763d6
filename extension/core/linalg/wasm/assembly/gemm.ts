/**
 * C += alpha · A · diag(weights) · B. Panels are packed so that the 3 × 6 register tile reads memory in order; the blocking
 * follows Goto & van de Geijn, Anatomy of High-Performance Matrix Multiplication.
 */
import { mulAdd } from './simd';

/** Rows and columns of the register tile: nine accumulators; with more, engines were seen to spill. */
const TILE_ROWS: i32 = 3;
const TILE_COLS: i32 = 6;
/** Inner indices, rows and columns of a packed block: A's block stays in the second-level cache, B's panel in the first. */
const DEPTH: i32 = 256;
const BAND: i32 = 96;
const SPAN: i32 = 2040;

/** Bytes of `space` that a kernel may use: what `gemm` needs is more than any other asks for. */
export function spaceBytes(): i32 {
  return (DEPTH * (BAND + SPAN) + TILE_ROWS * TILE_COLS) * 8;
}

/**
 * Strides count numbers; C has unit column stride. `part` 1 leaves out tiles that lie entirely above the diagonal of C shifted by
 * `shift` (column > row + shift), 2 those entirely below it; 0 computes all. `weights` of k numbers, or 0 for none.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
  c: usize,
  cRow: i32,
  weights: usize,
  part: i32,
  shift: i32,
  space: usize,
): void {
  const packedA = space;
  const packedB = packedA + DEPTH * BAND * 8;
  const edge = packedB + DEPTH * SPAN * 8;
  for (let j0 = 0; j0 < n; j0 += SPAN) {
    const width = min(SPAN, n - j0);
    for (let p = 0; p < k; p += DEPTH) {
      const depth = min(DEPTH, k - p);
      packColumns(b + (<usize>p * bRow + <usize>j0 * bCol) * 8, bRow, bCol, depth, width, packedB);
      for (let i0 = 0; i0 < m; i0 += BAND) {
        const height = min(BAND, m - i0);
        if (outside(part, i0 + shift, height, j0, width)) continue;
        const scale: usize = weights ? weights + <usize>p * 8 : 0;
        packRows(
          a + (<usize>i0 * aRow + <usize>p * aCol) * 8,
          aRow,
          aCol,
          height,
          depth,
          alpha,
          scale,
          packedA,
        );
        for (let j = 0; j < width; j += TILE_COLS) {
          const columns = packedB + <usize>j * depth * 8;
          for (let i = 0; i < height; i += TILE_ROWS) {
            if (outside(part, i0 + i + shift, TILE_ROWS, j0 + j, TILE_COLS)) continue;
            const rows = packedA + <usize>i * depth * 8;
            const target = c + (<usize>(i0 + i) * cRow + j0 + j) * 8;
            const height_ = min(TILE_ROWS, height - i);
            const width_ = min(TILE_COLS, width - j);
            if (height_ == TILE_ROWS && width_ == TILE_COLS)
              tile(rows, columns, depth, target, <usize>cRow * 8);
            else partialTile(rows, columns, depth, target, <usize>cRow * 8, height_, width_, edge);
          }
        }
      }
    }
  }
}

/** Whether rows [i, i + rows) and columns [j, j + cols) touch none of the wanted part of a square. */
function outside(part: i32, i: i32, rows: i32, j: i32, cols: i32): bool {
  return (part == 1 && j > i + rows - 1) || (part == 2 && j + cols - 1 < i);
}

/** alpha · weight · A in bands of three rows, the inner index outside; short bands are filled up with zeros. */
function packRows(
  a: usize,
  aRow: i32,
  aCol: i32,
  height: i32,
  depth: i32,
  alpha: f64,
  weights: usize,
  into: usize,
): void {
  const row = <usize>aRow * 8;
  const col = <usize>aCol * 8;
  for (let i = 0; i < height; i += TILE_ROWS) {
    const rows = min(TILE_ROWS, height - i);
    let from = a + <usize>i * row;
    if (rows == TILE_ROWS) {
      for (let p = 0; p < depth; p++) {
        const scale = weights ? alpha * load<f64>(weights + ((<usize>p) << 3)) : alpha;
        store<f64>(into, scale * load<f64>(from));
        store<f64>(into, scale * load<f64>(from + row), 8);
        store<f64>(into, scale * load<f64>(from + 2 * row), 16);
        from += col;
        into += 24;
      }
    } else {
      for (let p = 0; p < depth; p++) {
        const scale = weights ? alpha * load<f64>(weights + ((<usize>p) << 3)) : alpha;
        for (let r = 0; r < TILE_ROWS; r++) {
          store<f64>(into, r < rows ? scale * load<f64>(from + <usize>r * row) : 0);
          into += 8;
        }
        from += col;
      }
    }
  }
}

/** B in bands of six columns, the inner index outside; a short band is filled up with zeros. */
function packColumns(b: usize, bRow: i32, bCol: i32, depth: i32, width: i32, into: usize): void {
  const row = <usize>bRow * 8;
  const col = <usize>bCol * 8;
  for (let j = 0; j < width; j += TILE_COLS) {
    const cols = min(TILE_COLS, width - j);
    let from = b + <usize>j * col;
    if (cols == TILE_COLS && bCol == 1) {
      for (let p = 0; p < depth; p++) {
        v128.store(into, v128.load(from));
        v128.store(into, v128.load(from, 16), 16);
        v128.store(into, v128.load(from, 32), 32);
        from += row;
        into += 48;
      }
    } else if (cols == TILE_COLS) {
      for (let p = 0; p < depth; p++) {
        store<f64>(into, load<f64>(from));
        store<f64>(into, load<f64>(from + col), 8);
        store<f64>(into, load<f64>(from + 2 * col), 16);
        store<f64>(into, load<f64>(from + 3 * col), 24);
        store<f64>(into, load<f64>(from + 4 * col), 32);
        store<f64>(into, load<f64>(from + 5 * col), 40);
        from += row;
        into += 48;
      }
    } else {
      for (let p = 0; p < depth; p++) {
        for (let q = 0; q < TILE_COLS; q++) {
          store<f64>(into, q < cols ? load<f64>(from + <usize>q * col) : 0);
          into += 8;
        }
        from += row;
      }
    }
  }
}

function tile(a: usize, b: usize, depth: i32, c: usize, row: usize): void {
  let c00 = f64x2.splat(0),
    c01 = c00,
    c02 = c00;
  let c10 = c00,
    c11 = c00,
    c12 = c00;
  let c20 = c00,
    c21 = c00,
    c22 = c00;
  const end = a + <usize>depth * 24;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    let x = v128.load64_splat(a);
    c00 = mulAdd(x, b0, c00);
    c01 = mulAdd(x, b1, c01);
    c02 = mulAdd(x, b2, c02);
    x = v128.load64_splat(a, 8);
    c10 = mulAdd(x, b0, c10);
    c11 = mulAdd(x, b1, c11);
    c12 = mulAdd(x, b2, c12);
    x = v128.load64_splat(a, 16);
    c20 = mulAdd(x, b0, c20);
    c21 = mulAdd(x, b1, c21);
    c22 = mulAdd(x, b2, c22);
    a += 24;
    b += 48;
  }
  addRow(c, c00, c01, c02);
  addRow(c + row, c10, c11, c12);
  addRow(c + 2 * row, c20, c21, c22);
}

function addRow(c: usize, x: v128, y: v128, z: v128): void {
  v128.store(c, f64x2.add(v128.load(c), x));
  v128.store(c, f64x2.add(v128.load(c, 16), y), 16);
  v128.store(c, f64x2.add(v128.load(c, 32), z), 32);
}

/** A tile at the border of C: computed whole beside it, added in part. */
function partialTile(
  a: usize,
  b: usize,
  depth: i32,
  c: usize,
  row: usize,
  rows: i32,
  cols: i32,
  edge: usize,
): void {
  memory.fill(edge, 0, TILE_ROWS * TILE_COLS * 8);
  tile(a, b, depth, edge, TILE_COLS * 8);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) {
      const at = c + <usize>i * row + ((<usize>j) << 3);
      store<f64>(at, load<f64>(at) + load<f64>(edge + ((<usize>i * TILE_COLS + j) << 3)));
    }
}
