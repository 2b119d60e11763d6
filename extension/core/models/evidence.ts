/** What a fitted model can be asked to show that its curvature is right. */
import type { Work } from '../../contract/progress';
import type { SolverOptions } from './insight';

/** Extreme eigenvalues, the penalty counted. */
export interface Spectrum {
  /** The Hessian itself with its damping; or, for networks, the Hessian without any, which then may be indefinite. */
  of: 'hessian' | 'undamped-hessian';
  smallest: number;
  largest: number;
  /** δ that influence is computed with: as set, or for networks as it follows from the curvature. */
  damping: number;
}

export interface CurvatureEvidence {
  /** Operations of a product with the Hessian, about, and of a gradient: what the costs of the two below follow from. */
  readonly passFlops: number;
  spectrum(options: SolverOptions, work: Work): Promise<Spectrum>;
  /**
   * ‖Hv − (∇R(θ + hv) − ∇R(θ − hv))/2h‖ / ‖Hv‖ for a random v, the best of several h; undefined without curvature. Models in
   * float32 reach what float32 allows, about 10⁻³.
   */
  productError(seed: number): number | undefined;
  /** Computed in float32. */
  readonly single: boolean;
}
