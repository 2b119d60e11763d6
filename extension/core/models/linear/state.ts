/** All that the questions to a fitted linear model stand on. */
import type { SolverChoice } from '../../../contract/config';
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { Demand, InverseCurvature, LinearCurvature, SolverEntry } from '../../solvers/types';
import type { RowEdit, TrainingChange } from '../insight';
import type { FittedModel } from '../types';
import type { LinearProblem, Point } from './objective';

export interface LinearState {
  problem: LinearProblem;
  point: Point;
  /** r of every row, n × K; zero for rows that do not count. */
  residuals: Float64Array;
  inverses: Inverses;
  backend: Float64Backend;
}

/** One inverse curvature with what has been computed from it. */
export interface Held {
  curvature: LinearCurvature;
  inverse: InverseCurvature;
  entry: SolverEntry<LinearCurvature>;
  /** J_i·ρ of every row and ρ itself, once asked for. */
  penalty?: PenaltyResponse;
  /** A_i of every row, once asked for. */
  covariances?: Float64Array;
  /** Of every row, once there are covariances. */
  selfInfluence?: Float64Array;
}

export interface Inverses {
  /** The held one where it can meet the demand, else the one that costs least. */
  get(
    choice: SolverChoice,
    damping: number,
    demand: Demand,
    work: Work,
  ): Promise<{ held: Held; reason: string }>;
  /** Floating-point operations that meeting the demand costs from scratch; 0 with a factor at hand, undefined where no solver fits. */
  price(choice: SolverChoice, damping: number, demand: Demand): number | undefined;
  dispose(): void;
}

/** ρ = (λ/n)(H + δI)⁻¹θ_w, the shift of the parameters from a row's share of the penalty, and J_i·ρ of every row. */
export interface PenaltyResponse {
  rho: Float64Array;
  /** n × K. */
  moves: Float64Array;
  relativeResidual: number;
}

/** The optimum for other training data, from a warm start. */
export interface Retrain {
  changed(state: LinearState, change: TrainingChange, work: Work): Promise<FittedModel>;
  edited(state: LinearState, edit: RowEdit<FittedModel>, work: Work): Promise<FittedModel>;
}
