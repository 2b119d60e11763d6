/**
 * A loss of K scores a row, η_i = Θᵀx_i: all that a model linear in its parameters needs besides its data. One file a loss
 * beside this one. Scores of n rows are n × K, labels are class indices of the dataset.
 */
export interface ScoreLoss {
  /** K. */
  readonly scores: number;
  readonly classes: number;
  /** How many parameters a feature has in the model's usual form, which may be more than K. */
  readonly weightsPerFeature: number;
  /** ℓ of each row; no cancellation for rows that are fitted well, no overflow. */
  losses(scores: Float64Array, labels: Int32Array): Float64Array;
  /** r = ∂ℓ/∂η, n × K, to full relative precision row by row. */
  residuals(scores: Float64Array, labels: Int32Array): Float64Array;
  /** W = ∂²ℓ/∂η² of each row. */
  curvature(scores: Float64Array, labels: Int32Array): RowCurvature;
  /** n × classes. */
  probabilities(scores: Float64Array): Float64Array;
  /** n × classes: log p, exact also where p rounds to 0 or 1. */
  logProbabilities(scores: Float64Array): Float64Array;
  /** ℓ(η + Δ) − ℓ(η) with respect to class `label` for m shifts Δ (m × K) of one row's η, without cancellation. */
  lossChanges(scores: Float64Array, shifts: Float64Array, label: number): Float64Array;
  /** n × classes: ℓ with respect to each class, for losses that are not −log p; absent for those that are. */
  classLosses?(scores: Float64Array): Float64Array;
  /** Smoother losses to minimise before this one, each from the optimum of the one before; for losses with sharp bends. */
  readonly path?: readonly ScoreLoss[];
  /** It has kinks instead of curvature: the optimum of the last loss on its path counts as its own. */
  readonly kinked?: true;
  /** The loss over these classes only (ascending, two at least), itself when it has no others, with Θ in its terms. */
  restrict(present: Int32Array, theta: Float64Array): { loss: ScoreLoss; theta: Float64Array };
}

/** The symmetric positive semi-definite K × K curvature W_i of each of n rows. */
export interface RowCurvature {
  readonly rows: number;
  readonly scores: number;
  /** W_i·U_i for U of n × K × m. */
  times(u: Float64Array, m: number): Float64Array;
  /** W_i of rows [from, to), K × K each. */
  blocks(from: number, to: number): Float64Array;
}
