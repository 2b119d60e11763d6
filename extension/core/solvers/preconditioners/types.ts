/** A cheap symmetric positive definite approximation of (H + δI)⁻¹. */
export interface Preconditioner {
  /** M⁻¹·R for R of dimension × m. */
  apply(r: Float64Array, m: number): Float64Array;
  dispose(): void;
}
