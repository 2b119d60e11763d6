/** What a fitted model can be asked beyond its ranking. A model offers the parts that it can answer for. */
import type { CurvatureChoice, SolverChoice } from '../../contract/config';
import type { Check } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { Matrix } from '../linalg/types';

/** Training rows (positions) that are left out, or get other labels. */
export interface TrainingChange {
  rows: Int32Array;
  /** The new label of each; absent: the rows are left out. */
  labels?: Int32Array;
}

/** Other features in one training row (position). */
export interface RowEdit<Model> {
  row: number;
  features: Matrix;
  /** A model near the one that is sought, from which to start. */
  start?: Model;
}

/** What a change does to the losses of m predictions. */
export interface ChangeForecast {
  /** Sum of the effects of the single rows, to first order. */
  firstOrder: Float64Array;
  /** After Newton steps of the changed problem, which see that the rows of a group back each other up. */
  forecast: Float64Array;
  /** Change of the probability of the class in question by the same step. */
  probabilityDelta: Float64Array;
  /** How well its systems were solved. */
  residual: Check;
}

/** Every training row by influence, and by what is left when a part of it is taken out (paper, Fig. 1); larger is closer. */
export interface Rankings {
  influence: Float64Array;
  /** With every training row's residual as if nothing had been learned: how well it is fitted plays no part. */
  withoutLoss: Float64Array;
  /** −∇ℓ(test)·∇ℓ(z): the inverse Hessian left out. */
  withoutHessian: Float64Array;
  /** −‖x_test − x‖ of the features. */
  euclidean: Float64Array;
  /** Of the features; 0 for a row of zeros. */
  cosine: Float64Array;
  /** For networks: cosine of ∇ℓ(test) and ∇ℓ(z); 0 where either is 0. */
  gradientCosine?: Float64Array;
  /** For networks whose training left checkpoints, where it takes seconds at most: TracIn over them. */
  tracin?: Float64Array;
  /** ‖∂ℓ/∂η‖ of the row: how badly it is fitted. */
  loss: Float64Array;
  /**
   * What the model sees before it weighs directions. Linear models: x_test·x with the intercept. Networks, whose features differ from
   * layer to layer: ∇ℓ(test)·∇ℓ(z) over both rows' ‖∂ℓ/∂η‖.
   */
  similarity: Float64Array;
  /** Influence over what it would be without the inverse Hessian; NaN never: 0 where that is 0. */
  hessian: Float64Array;
}

/** One number a feature. */
export interface Perturbation {
  /** I_pert / n (eq. 5): derivative of the explained loss, after retraining, by the training row's features. */
  training: Float64Array;
  /** Derivative of the explained loss by the explained row's own features. */
  explained: Float64Array;
  /** Both are by how much is there of what the features look up (autodiff/inputs.ts), not by the features. */
  presence?: boolean;
  /** ∂ℓ/∂η of both rows multiplied, over n; of models that are linear in their parameters. */
  pull?: number;
}

/** How the inverse Hessian is applied. */
export interface SolverOptions {
  solver: SolverChoice;
  damping: number;
  /** For networks; `auto` when absent. */
  curvature?: CurvatureChoice;
}

/** @typeParam Model what retraining gives: a fitted model */
export interface ModelInsight<Model> {
  forecastChange(
    change: TrainingChange,
    targets: Matrix,
    classes: Int32Array,
    options: SolverOptions,
    work: Work,
  ): Promise<ChangeForecast>;
  /** The optimum after the change, from a warm start. */
  retrainChanged(change: TrainingChange, work: Work): Promise<Model>;
  /** The optimum after the edit, from a warm start; absent where `perturbation` is. */
  retrainEdited?(edit: RowEdit<Model>, work: Work): Promise<Model>;
  /** Influence of every training row on the mean loss of these rows with respect to these classes. */
  meanInfluence(
    targets: Matrix,
    classes: Int32Array,
    options: SolverOptions,
    work: Work,
  ): Promise<Float64Array>;
  rankings(target: Matrix, explained: number, options: SolverOptions, work: Work): Promise<Rankings>;
  /** By the features of the problem; absent where a model has no such derivative. */
  perturbation?(
    target: Matrix,
    explained: number,
    trainingRow: number,
    options: SolverOptions,
    work: Work,
  ): Promise<Perturbation>;
  /**
   * How far an edit of each training row within these bounds (one a feature) can raise the explained loss, to first order. Absent
   * where `perturbation` is.
   */
  editStrength?(
    target: Matrix,
    explained: number,
    bounds: Float64Array,
    options: SolverOptions,
    work: Work,
  ): Promise<Float64Array>;
}
