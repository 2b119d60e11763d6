/** What the engine asks of a model, whatever its kind. One file a family beside this one; the registry lists them. */
import type { CurvatureChoice, LeverageChoice, ModelConfig, SolverChoice } from '../../contract/config';
import type { Check, SolverHead } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { GradientRankingName } from '../../contract/rankings';
import type { Float64Backend, Matrix } from '../linalg/types';
import type { CurvatureEvidence } from './evidence';
import type { NetworkOfLayers } from '../autodiff/network';
import type { BroughtHead } from '../keras/types';
import type { ModelInsight } from './insight';

/** Training data after preprocessing. The intercept is the model's own; it is no column here. */
export interface TrainingProblem {
  features: Matrix;
  /** Class index of each row. */
  labels: Int32Array;
  classes: number;
  /** Of a row, where all of it is one array, row-major; of an image: height, width, channels. */
  shape?: readonly number[];
}

export interface FitContext {
  backend: Float64Backend;
  seed: number;
  work: Work;
  /** A model of the same features and classes from which to start, as `save` wrote it; the optimum is the same. */
  start?: SavedModel;
  /** Columns of zeros are kept, for training rows that are going to be edited (`ModelInsight.retrainEdited`). */
  everyColumn?: boolean;
  /** Starts TensorFlow.js, or makes its backend the current one again; for families that are networks. */
  tensors?: () => Promise<void>;
  /** Keeps what is derived from this very model, where there is a place to; networks keep the factors of their curvature. */
  store?: DerivedStore;
  /** Of the model that the config brings along. */
  brought?: Brought;
}

/** Arrays by name that belong to one model, its data and its seed. What can't be kept is dropped. */
export interface DerivedStore {
  get(name: string): Promise<Record<string, Float64Array> | undefined>;
  put(name: string, arrays: Record<string, Float64Array>): Promise<void>;
}

/** A model that was trained elsewhere, as its family needs it. */
export interface Brought {
  /** Its own last layer, where the features of the problem are what that layer takes. */
  head?: BroughtHead;
  /** All of it, with scores in the order of the classes; where its layers are explained as they were trained. */
  network?: () => Promise<NetworkOfLayers>;
}

export interface FitReport {
  parameters: number;
  /** Chosen or given. */
  l2: number;
  /** Mean loss over the training rows, without the penalty. */
  trainLoss: number;
  /** R(θ̂), with the penalty. */
  objective: number;
  /** ‖∇R(θ̂)‖. */
  gradientNorm: number;
  /** √(∇Rᵀ H⁻¹ ∇R): how far, in the units of the objective, the optimum can still be. */
  newtonDecrement: number;
  iterations: number;
  /** Candidates of `l2: "auto"` with their cross-validated loss. */
  l2Path?: { l2: number; loss: number }[];
}

/** A fitted model as plain data, for the cache. */
export interface SavedModel {
  report: FitReport;
  arrays: Record<string, Float64Array>;
}

/** How every training row bears on one prediction; all arrays in the order of the training rows. */
export interface Influence {
  /** I_loss (eq. 2). */
  influence: Float64Array;
  /** −I_loss / n: first-order change of the explained loss without the row. */
  removalDelta: Float64Array;
  /**
   * Leverage-corrected change of the loss without the row, where `forecastRows` says so; elsewhere it equals `removalDelta`,
   * so that ordering by it always works. Absent for models that are not linear in their parameters.
   */
  removalForecast?: Float64Array;
  /**
   * 1 for the rows whose forecast is leverage-corrected; absent when all are. On large models the correction is computed for
   * the leading rows by |removalDelta| only, unless `InfluenceOptions.forecast` asks for all.
   */
  forecastRows?: Uint8Array;
  /** Change of the explained class's probability without the row, by the same route as the best of the two above. */
  removalProbabilityDelta: Float64Array;
  /** ∇ℓᵀ H⁻¹ ∇ℓ of every row, when the forecast of all rows brought it along. */
  selfInfluence?: Float64Array;
  solver: SolverHead;
  /** Of this computation; those of the fit are the model's own. */
  checks: Check[];
}

/** Scores of the training rows that depend on no test point. For a network they are those of its linearisation. */
export interface RowScores {
  /** ∇ℓᵀ H⁻¹ ∇ℓ. */
  selfInfluence: Float64Array;
  /** Largest eigenvalue of W·A. */
  leverage: Float64Array;
  /** rows × classes: held-out probabilities by approximate leave-one-out. */
  looProbabilities: Float64Array;
  /** ℓ(z_i, θ̂). */
  loss: Float64Array;
  solver: SolverHead;
  /** Of this computation; those of the fit are the model's own. */
  checks: Check[];
}

export interface FittedModel {
  readonly report: FitReport;
  /** What shows that the fit can be trusted. */
  readonly checks: Check[];
  /** Log odds of any two classes are a sum over features and an intercept. */
  readonly additive: boolean;
  save(): SavedModel;
  /** rows × classes. */
  probabilities(features: Matrix): Float64Array;
  /** rows × classes: their natural logarithms, exact also where a probability rounds to 0 or 1. The loss is −log p. */
  logProbabilities(features: Matrix): Float64Array;
  /** rows × classes: ℓ with respect to each class, for models whose loss is not −log p; absent for those whose loss is. */
  losses?(features: Matrix): Float64Array;
  /** Influence of every training row on ℓ of the one row in `target`, taken with respect to class `explained`. */
  explain(target: Matrix, explained: number, solver: InfluenceOptions, work: Work): Promise<Influence>;
  rowScores(solver: InfluenceOptions, work: Work): Promise<RowScores>;
  /** The optimum without these training rows, from a warm start; penalty kept, mean over the rows left. */
  retrainWithout(rows: Int32Array, work: Work): Promise<FittedModel>;
  /** Those that `gradientRanking` has; absent with it. */
  readonly gradientRankings?: readonly GradientRankingName[];
  /**
   * What training rows are ranked by beside influence, one number a row, larger in size first; for networks. Throws a `model` error
   * for what this one does not have.
   */
  gradientRanking?(
    by: GradientRankingName,
    target: Matrix,
    explained: number,
    work: Work,
  ): Promise<Float64Array>;
  /** What else it can be asked; absent for models that can't say. */
  readonly insight?: ModelInsight<FittedModel>;
  /** What shows that its curvature is right; absent for models that can't say. */
  readonly evidence?: CurvatureEvidence;
  dispose(): void;
}

export interface InfluenceOptions {
  solver: SolverChoice;
  damping: number;
  /** For networks; `auto` when absent. */
  curvature?: CurvatureChoice;
  /** For the scores of all rows of a model that is linear in its parameters; `auto` when absent. */
  leverage?: LeverageChoice;
  /**
   * For which rows the leverage-corrected forecast is computed where all of them are dear; `leading` when absent. As the comparison
   * with retraining needs: at least so many leading ones, and these rows (positions, ascending).
   */
  forecast?: 'leading' | 'all' | { leading: number; rows: Int32Array };
}

/** @typeParam T the family's own type in the config */
export interface ModelFamily<T extends ModelConfig['type'] = ModelConfig['type']> {
  readonly type: T;
  /** The optimum that is found depends on the seed. */
  readonly seeded?: true;
  fit(
    problem: TrainingProblem,
    config: Extract<ModelConfig, { type: T }>,
    context: FitContext,
  ): Promise<FittedModel>;
  /** The model that `save` wrote, on the same problem. */
  restore(
    problem: TrainingProblem,
    config: Extract<ModelConfig, { type: T }>,
    saved: SavedModel,
    context: FitContext,
  ): Promise<FittedModel>;
}
