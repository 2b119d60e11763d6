/**
 * A kernel machine as a linear model, exactly: with K + τI = LLᵀ of the training rows, φ(x) = L⁻¹k(X, x) has the kernel as its
 * inner product on their span, so that ‖w‖² of the linear model is the squared norm in the kernel's space. By the representer
 * theorem the optimum lies in that span, for all training rows and for any part of them. τ is a nugget below what rounding
 * leaves of the kernel; duplicate rows need it.
 */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { CholeskyFactor, DenseMatrix, Float64Backend, Matrix } from '../../linalg/types';
import { solveLowerTransposed } from '../../linalg/cpu/triangular';
import { denseRow } from '../linear/design';
import { rbfKernel, rbfKernelOfRows, squaredLengths } from './rbf';

/** Several n × n matrices are held at a time: about 1 GB at this size. */
const MOST_ROWS = 5000;
const NUGGETS = [1e-10, 1e-9, 1e-8, 1e-7];
/** Rows mapped at a time. */
const CHUNK = 1024;

export interface FeatureMap {
  /** φ of the training rows, n × n. */
  readonly training: DenseMatrix;
  /** φ of any rows, rows × n. */
  apply(features: Matrix): DenseMatrix;
  /** ∂⟨w, φ(x)⟩/∂x of one row. */
  gradient(weights: Float64Array, row: Matrix): Float64Array;
  dispose(): void;
}

/** Throws a `memory` error for more rows than fit. */
export async function createFeatureMap(
  features: Matrix,
  gamma: number,
  backend: Float64Backend,
  work: Work,
): Promise<FeatureMap> {
  const n = features.rows;
  if (n > MOST_ROWS)
    throw new LensError(
      'memory',
      `A kernel compares every training row with every other: ${n.toLocaleString('en')} rows are too many, ${MOST_ROWS.toLocaleString('en')} the most.`,
      { hint: 'Use fewer training rows, or the linear model "smooth-hinge".' },
    );
  work.progress({ stage: 'Comparing the rows' });
  const squares = squaredLengths(features);
  const placed = backend.place(features);
  try {
    const { factor, kernel } = await factorWithNugget(
      rbfKernelOfRows(placed, squares, gamma),
      n,
      backend,
      work,
    );
    // (L⁻¹·LLᵀ)ᵀ: L itself.
    const training = transposed(factor.halfSolve(kernel, n), n, n);
    return {
      training,
      gradient(weights, row) {
        // Σ_i α_i·∂k(x, x_i)/∂x with α = L⁻ᵀw.
        const shares = weights.slice();
        solveLowerTransposed(training.data, n, shares, 1);
        const similarities = rbfKernel(placed, squares, row, gamma);
        const slopes = shares.map((share, i) => -2 * gamma * share * similarities[i]);
        const total = slopes.reduce((sum, value) => sum + value, 0);
        const towards = placed.transposeTimes(slopes, 1);
        return denseRow(row, 0).map((value, j) => total * value - towards[j]);
      },
      apply(other) {
        const data = new Float64Array(other.rows * n);
        for (let from = 0; from < other.rows; from += CHUNK) {
          const chunk = rowRange(other, from, Math.min(other.rows, from + CHUNK));
          const mapped = factor.halfSolve(rbfKernel(placed, squares, chunk, gamma), chunk.rows);
          data.set(transposed(mapped, n, chunk.rows).data, from * n);
        }
        return { kind: 'dense', rows: other.rows, cols: n, data };
      },
      dispose() {
        factor.dispose();
        placed.dispose();
      },
    };
  } catch (error) {
    placed.dispose();
    throw error;
  }
}

/** K + τI, which overwrites K, and its factor, with the smallest τ that rounding allows. */
async function factorWithNugget(
  kernel: Float64Array,
  n: number,
  backend: Float64Backend,
  work: Work,
): Promise<{ factor: CholeskyFactor; kernel: Float64Array }> {
  for (const nugget of NUGGETS) {
    for (let i = 0; i < n; i++) kernel[i * n + i] = 1 + nugget;
    try {
      return { factor: await backend.cholesky(kernel, n, work), kernel };
    } catch (error) {
      if (!(error instanceof LensError) || error.code !== 'numeric') throw error;
    }
  }
  throw new LensError('numeric', 'The kernel of the training rows cannot be factored.', {
    hint: 'Raise model.gamma, or standardize the columns.',
  });
}

function transposed(values: Float64Array, rows: number, cols: number): DenseMatrix {
  const data = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[j * rows + i] = values[i * cols + j];
  return { kind: 'dense', rows: cols, cols: rows, data };
}

function rowRange(matrix: Matrix, from: number, to: number): Matrix {
  const { cols } = matrix;
  if (matrix.kind === 'dense')
    return { kind: 'dense', rows: to - from, cols, data: matrix.data.subarray(from * cols, to * cols) };
  const start = matrix.indptr[from];
  return {
    kind: 'sparse',
    rows: to - from,
    cols,
    indptr: matrix.indptr.slice(from, to + 1).map((at) => at - start),
    indices: matrix.indices.subarray(start, matrix.indptr[to]),
    values: matrix.values.subarray(start, matrix.indptr[to]),
  };
}
