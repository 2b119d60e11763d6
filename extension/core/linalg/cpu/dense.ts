import { expectLength } from '../checks';
import type { DenseMatrix, PlacedMatrix } from '../types';
import { mirrorLower } from '../mirror';
import { rowSquaresByProducts } from '../rowSquares';
import { applyOnce, expectWeights, weighRow } from '../weights';
import { addProduct, type Strided } from './gemm';

/** Columns of B up to which a pass over the rows beats packing panels. */
const FEW = 12;
const ROWS_AT_ONCE = 256;

/** A dense matrix in this process's memory; the array is used as it is, not copied. */
export function placeDense(matrix: DenseMatrix): PlacedMatrix {
  const { rows, cols, data } = matrix;
  const x: Strided = { data, offset: 0, row: cols, col: 1 };
  const xT: Strided = { data, offset: 0, row: 1, col: cols };

  const times = (b: Float64Array, k: number): Float64Array => {
    expectLength('B', b, cols * k);
    const out = new Float64Array(rows * k);
    if (k <= FEW) for (let i = 0; i < rows; i++) scoreRow(data, i * cols, cols, b, k, out, i * k);
    else addProduct(rows, k, cols, 1, x, rowMajor(b, k), rowMajor(out, k));
    return out;
  };

  const transposeTimes = (r: Float64Array, k: number): Float64Array => {
    expectLength('R', r, rows * k);
    const out = new Float64Array(cols * k);
    if (k <= FEW) for (let i = 0; i < rows; i++) spreadRow(data, i * cols, cols, r, i * k, k, out);
    else addProduct(cols, k, rows, 1, xT, rowMajor(r, k), rowMajor(out, k));
    return out;
  };

  return {
    rows,
    cols,
    times,
    transposeTimes,
    weightedGram(w) {
      expectLength('w', w, rows);
      const out = new Float64Array(cols * cols);
      addProduct(cols, cols, rows, 1, xT, x, rowMajor(out, cols), { lower: true, weights: w });
      return mirrorLower(out, cols);
    },
    rowGram() {
      const out = new Float64Array(rows * rows);
      addProduct(rows, rows, cols, 1, x, xT, rowMajor(out, rows), { lower: true });
      return mirrorLower(out, rows);
    },
    curvatureTimes(w, v, k) {
      return applyOnce(this, w, v, k);
    },
    placeCurvature(weights, k) {
      expectWeights(weights, rows, k);
      return {
        times(v, m = 1) {
          const columns = k * m;
          expectLength('V', v, cols * columns);
          const scores = new Float64Array(columns);
          const weighted = new Float64Array(columns);
          const out = new Float64Array(cols * columns);
          for (let i = 0; i < rows; i++) {
            scores.fill(0);
            scoreRow(data, i * cols, cols, v, columns, scores, 0);
            weighRow(weights, i, k, m, scores, weighted);
            spreadRow(data, i * cols, cols, weighted, 0, columns, out);
          }
          return out;
        },
        dispose() {},
      };
    },
    rowQuadraticForms(s) {
      expectLength('S', s, cols * cols);
      const out = new Float64Array(rows);
      for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
        const height = Math.min(ROWS_AT_ONCE, rows - first);
        const xs = new Float64Array(height * cols);
        const band = { ...x, offset: first * cols };
        addProduct(height, cols, cols, 1, band, rowMajor(s, cols), rowMajor(xs, cols));
        for (let i = 0; i < height; i++) {
          let sum = 0;
          for (let j = 0; j < cols; j++) sum += xs[i * cols + j]! * data[(first + i) * cols + j]!;
          out[first + i] = sum;
        }
      }
      return out;
    },
    rowSquares(b, k) {
      expectLength('B', b, cols * k);
      return rowSquaresByProducts(this, b, k);
    },
    dispose() {},
  };
}

/** A whole row-major array as an operand. */
export function rowMajor(data: Float64Array, cols: number): Strided {
  return { data, offset: 0, row: cols, col: 1 };
}

function scoreRow(
  x: Float64Array,
  at: number,
  cols: number,
  b: Float64Array,
  k: number,
  out: Float64Array,
  outAt: number,
): void {
  if (k === 1) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += x[at + j]! * b[j]!;
    out[outAt] = sum;
    return;
  }
  for (let j = 0; j < cols; j++) {
    const value = x[at + j]!;
    for (let c = 0; c < k; c++) out[outAt + c]! += value * b[j * k + c]!;
  }
}

function spreadRow(
  x: Float64Array,
  at: number,
  cols: number,
  r: Float64Array,
  rAt: number,
  k: number,
  out: Float64Array,
): void {
  for (let j = 0; j < cols; j++) {
    const value = x[at + j]!;
    for (let c = 0; c < k; c++) out[j * k + c]! += value * r[rAt + c]!;
  }
}
