import type { BackendHead } from '../../contract/documents';
import type { FeaturePlan } from '../../core/features/types';
import type { Brought, FittedModel, RowScores, SavedModel, TrainingProblem } from '../../core/models/types';
import type { FeatureMap } from '../brought/featureMap';
import type { BroughtModel } from '../brought/model';
import type { LoadedConfig } from '../config/load';
import type { Design } from '../dataset/design';
import type { DataFile, Dataset } from '../dataset/types';
import type { SerialQueue } from '../work/queue';
import type { Slot } from './slot';

/** The training rows as the model sees them. */
export interface Prepared {
  plan: FeaturePlan;
  problem: TrainingProblem;
  design: Design;
  brought?: Brought;
  /** Where the features are what a network makes of the columns: that network. */
  through?: FeatureMap;
}

/** A fitted model with what every answer says of it. */
export interface Fitted {
  /** Content key of data, preprocessing, model and backend. */
  key: string;
  prepared: Prepared;
  model: FittedModel;
  backend: BackendHead;
  /** It came from the cache on disk. */
  cached: boolean;
  training: Predictions;
  test: Predictions;
}

/** What a model says of many records. */
export interface Predictions {
  /** records × classes. */
  probabilities: Float64Array;
  /** Most probable class of each record. */
  predicted: Int32Array;
  /** −log p(label); NaN where there is no label. */
  loss: Float64Array;
  /** Over the records with a label; null when there are none. */
  meanLoss: number | null;
  accuracy: number | null;
}

/** What is kept of one dataset between requests; each slot depends on those before it. */
export interface SessionState {
  /** Requests on one dataset run one after another. */
  queue: SerialQueue;
  loaded?: Slot<LoadedConfig>;
  brought?: Slot<BroughtModel>;
  dataset?: Slot<Dataset>;
  prepared?: Slot<Prepared>;
  fitted?: Slot<Fitted>;
  scores?: Slot<RowScores>;
  /** The last model by its features and classes, for the next fit to start from. */
  start?: Slot<SavedModel>;
  /** The sample file that was read last. */
  input?: Slot<DataFile>;
}

/** Lets go of all that holds more than plain data. */
export function dropSession(state: SessionState): void {
  dropFitted(state);
  state.brought?.value.dispose();
  state.brought = undefined;
}

/** Lets go of a fitted model and what hangs on it. */
export function dropFitted(state: SessionState): void {
  state.fitted?.value.model.dispose();
  state.fitted = undefined;
  state.scores = undefined;
}
