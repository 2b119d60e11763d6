import type { DenseMatrix, Float64Backend, Matrix, PlacedMatrix } from '../../linalg/types';
import { denseRow, type Design } from './design';

/**
 * The same rows but for one. Its products are those of the origin, corrected for that row: nothing is copied or placed anew but for
 * what a Newton step does not take. It must not outlive its origin.
 * @param x the row, in the columns of the design
 */
export function editedDesign(origin: Design, row: number, x: Float64Array, backend: Float64Backend): Design {
  let matrix: Matrix | undefined;
  let whole: PlacedMatrix | undefined;
  const edited = (): Matrix => (matrix ??= withRow(origin.matrix, row, x));
  const placed = (): PlacedMatrix => (whole ??= backend.place(edited()));
  const { rows, width } = origin;
  return {
    ...origin,
    get matrix() {
      return edited();
    },
    placed: {
      rows,
      cols: width,
      times(b, k) {
        const out = origin.placed.times(b, k);
        out.fill(0, row * k, (row + 1) * k);
        for (let j = 0; j < width; j++) for (let c = 0; c < k; c++) out[row * k + c] += x[j] * b[j * k + c];
        return out;
      },
      transposeTimes(r, k) {
        const others = r.slice();
        others.fill(0, row * k, (row + 1) * k);
        const out = origin.placed.transposeTimes(others, k);
        for (let j = 0; j < width; j++) for (let c = 0; c < k; c++) out[j * k + c] += x[j] * r[row * k + c];
        return out;
      },
      weightedGram: (w) => placed().weightedGram(w),
      rowGram: () => placed().rowGram(),
      curvatureTimes: (w, v, k) => placed().curvatureTimes(w, v, k),
      placeCurvature: (weights, k) => placed().placeCurvature(weights, k),
      rowQuadraticForms: (s) => placed().rowQuadraticForms(s),
      rowSquares: (b, k) => placed().rowSquares(b, k),
      dispose: () => whole?.dispose(),
    },
    dispose: () => whole?.dispose(),
  };
}

function withRow(matrix: Matrix, row: number, x: Float64Array): DenseMatrix {
  const { rows, cols } = matrix;
  const data = new Float64Array(rows * cols);
  if (matrix.kind === 'dense') data.set(matrix.data);
  else for (let i = 0; i < rows; i++) data.set(denseRow(matrix, i), i * cols);
  data.set(x, row * cols);
  return { kind: 'dense', rows, cols, data };
}
