/** Float64 linear algebra as the core needs it; one folder beside this file for each backend that supplies it. */
import type { BackendName } from '../../contract/config';
import type { Work } from '../../contract/progress';

/** Row-major. */
export interface DenseMatrix {
  kind: 'dense';
  rows: number;
  cols: number;
  data: Float64Array;
}

/** Compressed sparse rows: row i holds `indices[indptr[i] … indptr[i+1])`, ascending. */
export interface SparseMatrix {
  kind: 'sparse';
  rows: number;
  cols: number;
  indptr: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

export type Matrix = DenseMatrix | SparseMatrix;

/**
 * The second derivative W_i of row i's loss by its k scores, for all rows: symmetric k × k blocks (rows × k × k), or
 * W_i = f_i·(diag(p_i) − p_i·p_iᵀ) from class probabilities (rows × k) and factors (rows; 1 when absent), which is that of a
 * softmax loss, and with k = 1 that of a logistic loss.
 */
export type CurvatureWeights =
  | { kind: 'blocks'; values: Float64Array }
  | { kind: 'softmax'; probabilities: Float64Array; factors?: Float64Array };

/** v ↦ Xᵀ·(W ∘ (X·V)) with its weights held where the backend computes. */
export interface PlacedCurvature {
  /** cols × k × m, for V of cols × k × m: m vectors (1 when absent) side by side in each score. */
  times(v: Float64Array, m?: number): Float64Array;
  dispose(): void;
}

/** A data matrix X (rows × cols) held where the backend computes. All arrays in and out are row-major. */
export interface PlacedMatrix {
  readonly rows: number;
  readonly cols: number;
  /** X·B, rows × k, for B of cols × k. */
  times(b: Float64Array, k: number): Float64Array;
  /** Xᵀ·R, cols × k, for R of rows × k. */
  transposeTimes(r: Float64Array, k: number): Float64Array;
  /** Xᵀ·diag(w)·X, cols × cols, for w of rows; all of it, symmetric. */
  weightedGram(w: Float64Array): Float64Array;
  /** X·Xᵀ, rows × rows. */
  rowGram(): Float64Array;
  /**
   * Xᵀ·(W ∘ (X·V)), cols × k: the curvature of a loss of k scores a row, applied to V of cols × k. W holds a symmetric k × k
   * block a row (rows × k × k).
   */
  curvatureTimes(w: Float64Array, v: Float64Array, k: number): Float64Array;
  /** The same for many V: the weights are placed once. To be disposed of before the matrix. */
  placeCurvature(weights: CurvatureWeights, k: number): PlacedCurvature;
  /** x_iᵀ·S·x_i for every row x_i, for symmetric S of cols × cols: the leverages of all rows at once. */
  rowQuadraticForms(s: Float64Array): Float64Array;
  /** ‖x_iᵀ·B‖² for every row x_i, for B of cols × k: the same for S = B·Bᵀ, without cancellation. */
  rowSquares(b: Float64Array, k: number): Float64Array;
  dispose(): void;
}

/** The lower Cholesky factor L of a symmetric positive definite matrix A = L·Lᵀ, n × n. */
export interface CholeskyFactor {
  readonly n: number;
  /** A⁻¹·B, n × k. */
  solve(b: Float64Array, k: number): Float64Array;
  /** L⁻¹·B, n × k. */
  halfSolve(b: Float64Array, k: number): Float64Array;
  /** A⁻¹, n × n, all of it. */
  inverse(work: Work): Promise<Float64Array>;
  /** The diagonal of A⁻¹, n numbers, at a third of the work and without the room of the whole. */
  inverseDiagonal(work: Work): Promise<Float64Array>;
  dispose(): void;
}

export interface Float64Backend {
  readonly name: BackendName;
  readonly version: string;
  /** Bytes that the user allows computations to take. */
  readonly memory: number;
  /** Bytes of what was placed and factored and not disposed of, where the backend keeps memory of its own. */
  held(): number;
  /** The arrays of the matrix must not change while it is placed. */
  place(matrix: Matrix): PlacedMatrix;
  /**
   * Factors A (n × n, row-major, lower triangle read, not changed). Throws a `numeric` error when A is not positive definite
   * or not finite.
   */
  cholesky(a: Float64Array, n: number, work: Work): Promise<CholeskyFactor>;
  /** A·B (m × n) for A of m × k and B of k × n, each optionally given transposed. */
  multiply(
    a: Float64Array,
    b: Float64Array,
    m: number,
    k: number,
    n: number,
    transpose?: { a?: boolean; b?: boolean },
  ): Float64Array;
  /**
   * Eigenvalues ascending and eigenvectors as columns of a row-major n × n matrix, of symmetric A (lower triangle read, not
   * changed). Throws a `numeric` error when A is not finite.
   */
  symmetricEigen(
    a: Float64Array,
    n: number,
    work: Work,
  ): Promise<{ values: Float64Array; vectors: Float64Array }>;
  dispose(): void;
}
