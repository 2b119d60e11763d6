import { expectLength } from '../checks';
import { mirrorLower } from '../mirror';
import { transposeSparse } from '../transpose';
import { rowSquaresByProducts } from '../rowSquares';
import type { PlacedMatrix, SparseMatrix } from '../types';
import { applyOnce, expectWeights, weighRow } from '../weights';

/** A sparse matrix in this process's memory; its arrays are used as they are. The columns are indexed on first need. */
export function placeSparse(x: SparseMatrix): PlacedMatrix {
  const { rows, cols, indptr, indices, values } = x;
  let columns: SparseMatrix | undefined;
  const transposed = (): SparseMatrix => (columns ??= transposeSparse(x));

  const scoreRow = (i: number, b: Float64Array, k: number, out: Float64Array, at: number): void => {
    for (let p = indptr[i]!; p < indptr[i + 1]!; p++) {
      const value = values[p]!;
      const j = indices[p]! * k;
      for (let c = 0; c < k; c++) out[at + c]! += value * b[j + c]!;
    }
  };
  const spreadRow = (i: number, r: Float64Array, at: number, k: number, out: Float64Array): void => {
    for (let p = indptr[i]!; p < indptr[i + 1]!; p++) {
      const value = values[p]!;
      const j = indices[p]! * k;
      for (let c = 0; c < k; c++) out[j + c]! += value * r[at + c]!;
    }
  };

  return {
    rows,
    cols,
    times(b, k) {
      expectLength('B', b, cols * k);
      const out = new Float64Array(rows * k);
      for (let i = 0; i < rows; i++) scoreRow(i, b, k, out, i * k);
      return out;
    },
    transposeTimes(r, k) {
      expectLength('R', r, rows * k);
      const out = new Float64Array(cols * k);
      for (let i = 0; i < rows; i++) spreadRow(i, r, i * k, k, out);
      return out;
    },
    weightedGram(w) {
      expectLength('w', w, rows);
      return gramOfRows(transposed(), x, w);
    },
    rowGram: () => gramOfRows(x, transposed()),
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
            scoreRow(i, v, columns, scores, 0);
            weighRow(weights, i, k, m, scores, weighted);
            spreadRow(i, weighted, 0, columns, out);
          }
          return out;
        },
        dispose() {},
      };
    },
    rowQuadraticForms(s) {
      expectLength('S', s, cols * cols);
      const out = new Float64Array(rows);
      for (let i = 0; i < rows; i++)
        for (let p = indptr[i]!; p < indptr[i + 1]!; p++) {
          let sum = 0;
          const base = indices[p]! * cols;
          for (let q = indptr[i]!; q < indptr[i + 1]!; q++) sum += s[base + indices[q]!]! * values[q]!;
          out[i]! += values[p]! * sum;
        }
      return out;
    },
    rowSquares(b, k) {
      expectLength('B', b, cols * k);
      return rowSquaresByProducts(this, b, k);
    },
    dispose() {
      columns = undefined;
    },
  };
}

/** Y·diag(w)·Yᵀ, row by row of the result (Gustavson), given Y and Yᵀ. */
function gramOfRows(y: SparseMatrix, yT: SparseMatrix, w?: Float64Array): Float64Array {
  const n = y.rows;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let p = y.indptr[i]!; p < y.indptr[i + 1]!; p++) {
      const inner = y.indices[p]!;
      const scale = w ? w[inner]! * y.values[p]! : y.values[p]!;
      for (let q = yT.indptr[inner]!; q < yT.indptr[inner + 1]!; q++) {
        const j = yT.indices[q]!;
        if (j > i) break;
        out[i * n + j]! += scale * yT.values[q]!;
      }
    }
  return mirrorLower(out, n);
}
