/**
 * Applying the inverse curvature (H + δI)⁻¹ of a fitted model: one solver a file beside this one, listed in registry.ts. A
 * block of m vectors is dimension × m, row-major.
 */
import type { SolverChoice } from '../../contract/config';
import type { Work } from '../../contract/progress';
import type { Float64Backend, Matrix, PlacedMatrix } from '../linalg/types';

/** Hessian-vector products and the time they took. */
export interface ProductCount {
  vectors: number;
  ms: number;
}

/** H + δI at the optimum, as any solver can use it. */
export interface Curvature {
  readonly dimension: number;
  /** Bytes that the user allows computations to take. */
  readonly memory: number;
  /** δ. */
  readonly damping: number;
  /**
   * (H + δI)·V for V of dimension × m. With `omit`, column c is multiplied by the curvature without the share of the training
   * row omit[c] (the divisor stays n).
   */
  times(v: Float64Array, m: number, omit?: Int32Array): Float64Array;
  /** Floating-point operations of `times` for one vector. */
  readonly flops: number;
  /** What `times` did so far. */
  readonly products: Readonly<ProductCount>;
}

/**
 * The curvature of a model with K scores a row that are linear in its parameters, θ of d × K:
 * H = (1/n) Σ x_i x_iᵀ ⊗ W_i + λD, where D is 1 for weights and 0 for the intercept, the last of the d features.
 */
export interface LinearCurvature extends Curvature {
  readonly rows: number;
  /** d, the intercept counted. */
  readonly width: number;
  /** K. */
  readonly scores: number;
  /** rows × d. */
  readonly features: Matrix;
  readonly placed: PlacedMatrix;
  readonly l2: number;
  /** Added to the diagonal of the intercepts; 0 but for losses without curvature. */
  readonly interceptRidge: number;
  /** n of the mean: the rows that count. */
  readonly count: number;
  /** W_i of rows [from, to), K × K each; zero for rows that do not count. */
  weights(from: number, to: number): Float64Array;
}

export interface Solution {
  /** dimension × m. */
  x: Float64Array;
  /** Largest ‖(H + δI)x − b‖ / ‖b‖ over the columns, measured, not estimated. */
  relativeResidual: number;
  iterations?: number;
}

/** (H + δI)⁻¹, ready to be applied. A solve that did not converge throws a `numeric` error. */
export interface InverseCurvature {
  readonly name: string;
  readonly damping: number;
  solve(b: Float64Array, m: number, work: Work): Promise<Solution>;
  /** What the solver starts from: a symmetric positive definite approximation of (H + δI)⁻¹·B, at once. */
  approximate(b: Float64Array, m: number): Float64Array;
  /**
   * A_i = J_i (H + δI)⁻¹ J_iᵀ / n of these training rows, K × K each (definitions: Leave-one-out).
   */
  scoreCovariances(rows: Int32Array, work: Work): Promise<Float64Array>;
  /** Operations that the forecast of this many rows takes: their A_i, or solves without the row where those are cheaper. */
  rowFlops(rows: number): number;
  /**
   * Column c of the answer solves with the curvature without the share of the training row omit[c]. There where a solve costs so
   * much that one a row serves better than A_i.
   */
  solveOmitting?(b: Float64Array, omit: Int32Array, work: Work): Promise<Solution>;
  dispose(): void;
}

/** What a solver is asked for, as far as it decides which one to take. */
export interface Demand {
  /** Right-hand sides that one answer takes. */
  solves: number;
  /** Training rows that it bears on one by one. */
  rows: number;
  /** Whether A_i of these rows is asked for; what follows without them can be had by a solve a row. */
  covariances?: boolean;
}

/** What building a solver and meeting the demand costs. */
export interface Cost {
  flops: number;
  bytes: number;
}

export interface SolverEntry<C extends Curvature> {
  readonly choice: Exclude<SolverChoice, 'auto'>;
  readonly name: string;
  /** Taken only when the user names it. */
  readonly onRequest?: true;
  /** Why this one is taken, as a clause for the user. */
  readonly merit: (curvature: C) => string;
  /** Undefined where the solver cannot meet the demand. */
  cost(curvature: C, demand: Demand): Cost | undefined;
  build(curvature: C, backend: Float64Backend, work: Work): Promise<InverseCurvature>;
}
