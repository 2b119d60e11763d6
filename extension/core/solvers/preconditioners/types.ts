import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { Cost, LinearCurvature } from '../types';

/** A cheap symmetric positive definite approximation of (H + δI)⁻¹. */
export interface Preconditioner {
  /** M⁻¹·R for R of dimension × m. */
  apply(r: Float64Array, m: number): Float64Array;
  dispose(): void;
}

/** One way to precondition; one file a way beside this one. */
export interface PreconditionerKind {
  /** What building it costs; undefined where it says nothing more than a cheaper one. */
  cost(curvature: LinearCurvature): Cost | undefined;
  /** Iterations that a solve to full accuracy takes with it, about: measured on tables, images and texts. */
  iterations(curvature: LinearCurvature): number;
  build(curvature: LinearCurvature, backend: Float64Backend, work: Work): Promise<Preconditioner>;
}
