/**
 * The JSON documents of the command line. Every `file` is as the config names it (relative to its folder) or, for an input
 * outside of it, absolute: resolving against the config's folder gives the path. For a row that is a file of its own (a folder with
 * one sub-folder per class) it is that file, `train/cat/7.png`, and `line` is 1; `row` counts the files in code-unit order of the
 * sub-folder, then of the path in it. Signs and units are those of the definitions:
 * `influence` is the derivative of the explained loss when a row is up-weighted, `removalDelta` the first-order change of the
 * loss when it is removed, `removalForecast` the leverage-corrected one.
 */
import type { BackendName } from './config';
import type { LayerReport } from './layers';
import type { ColumnKind, Notice } from './records';
import type { RankingName } from './rankings';

export interface DatasetHead {
  /** Absolute path of the influence.json. */
  config: string;
  name: string;
  /** As in the config. */
  train: string;
  /** As in the config, or `20 % of train.csv` for a fraction. */
  test: string;
  rows: number;
  testRows: number;
  features: number;
  /** In code-unit order. */
  classes: string[];
  /**
   * Content hash of the data that the answer stands on (training and test records, column names): equal fingerprints mean
   * the same records at the same indices.
   */
  fingerprint: string;
}

export interface ModelHead {
  type: string;
  l2?: number;
  parameters: number;
  trainLoss: number;
  /** Mean over the test rows that have a label; null when none has. */
  testLoss: number | null;
  testAccuracy: number | null;
  trainAccuracy: number;
  /** Euclidean norm of ∇R at the fitted parameters. */
  gradientNorm: number;
  iterations: number;
  /** The fit was read from the cache on disk. */
  cached?: boolean;
}

export interface SolverHead {
  name: string;
  damping: number;
  /** ‖H x − b‖ / ‖b‖ of the solve behind the ranking. */
  relativeResidual: number;
  iterations?: number;
  /** Hessian-vector products that the answer took, and their time; absent for solvers that need none. */
  products?: { vectors: number; ms: number };
  /** Why this solver, in one sentence. */
  reason: string;
}

export interface BackendHead {
  name: BackendName;
  version: string;
  /** Why this backend, in one sentence. */
  reason: string;
}

export interface Check {
  name: string;
  status: 'pass' | 'warn' | 'fail';
  /** The measured quantity; null when it has none. */
  value: number | null;
  message: string;
}

export interface Timings {
  readMs: number;
  fitMs: number;
  solveMs: number;
  scoreMs: number;
}

/** What every answer carries. */
export interface DocumentHead {
  version: 1;
  dataset: DatasetHead;
  model: ModelHead;
  backend: BackendHead;
  checks: Check[];
  notices: Notice[];
  timings: Timings;
}

export interface ExplainedTarget {
  file: string;
  row: number;
  line: number;
  /** Absent when the record has no label. */
  label?: string;
  predicted: string;
  /** The class with respect to which the loss is explained. */
  explained: string;
  probabilities: Record<string, number>;
  /** −log p(explained). */
  loss: number;
}

export interface ExplainRow {
  rank: number;
  file: string;
  row: number;
  line: number;
  label: string;
  predicted: string;
  influence: number;
  removalDelta: number;
  /** Absent for rows for which it was not computed (large models: all but the leading rows). */
  removalForecast?: number;
  removalProbabilityDelta: number;
  selfInfluence?: number;
}

export interface ExplainDocument extends DocumentHead {
  kind: 'explain';
  solver: SolverHead;
  target: ExplainedTarget;
  /** Where the rows are ranked by something else than influence: by what, and how far the two rankings agree. */
  ranking?: RankedBy;
  rows: ExplainRow[];
}

export interface RankedBy {
  by: RankingName;
  /** Spearman's correlation with the ranking by size of influence; null where it is not defined. */
  spearman: number | null;
  /** How many of the first ten are among the first ten by influence. */
  shared: number;
}

export interface PredictionRow {
  rank: number;
  file: string;
  row: number;
  line: number;
  /** Absent when the record has no label. */
  label?: string;
  predicted: string;
  /** Of the predicted class. */
  probability: number;
  /** −log p(label); absent when the record has no label. */
  loss?: number;
  /** A few words of the record, to recognise it by. */
  preview: string;
}

export interface PredictionsDocument extends DocumentHead {
  kind: 'predictions';
  /** How many of all test rows are predicted as another class than their label. */
  wrong: number;
  /** Worst predicted first. */
  rows: PredictionRow[];
}

export interface InfoColumn {
  name: string;
  kind: ColumnKind;
  /** Number of model features that the column became; 0 when excluded. */
  features: number;
  missing: number;
  /** Of an image height, width and channels; of an array its sides. */
  shape?: number[];
  /** Why it is excluded or read as it is, where that needs saying. */
  note?: string;
}

export interface InfoDocument extends DocumentHead {
  kind: 'info';
  columns: InfoColumn[];
  classCounts: Record<string, number>;
  /** What of a network is differentiated; absent for models that have no layers. */
  layers?: LayerReport[];
  backends: { name: BackendName; available: boolean; version?: string; reason?: string }[];
}

export interface MislabelRow {
  rank: number;
  file: string;
  row: number;
  line: number;
  /** Content hash of the record's bytes. */
  hash: string;
  label: string;
  suggested: string;
  /** In [0, 1], higher is more suspect. */
  score: number;
  selfInfluence: number;
  loss: number;
  leverage: number;
  /** Held-out probability of the row's own label. */
  looProbability: number;
  /** Held-out probability of the suggested label. */
  suggestedProbability: number;
  /** Other training rows with the same cells, the label apart; absent when there are none. */
  duplicates?: number;
  /** The rows with the same cells bear different labels. */
  conflicting?: true;
}

export interface MislabelsDocument extends DocumentHead {
  kind: 'mislabels';
  solver: SolverHead;
  score: MislabelScore;
  /** Scores are relative to what is usual for the class of the label. */
  balanced: boolean;
  /** Rows left out because someone decided that their label is right; 0 with all rows. */
  kept: number;
  rows: MislabelRow[];
}

export type MislabelScore = 'alo' | 'self-influence' | 'loss';

/** A training row that was really left out. */
export interface ValidateRow {
  file: string;
  row: number;
  line: number;
  label: string;
  /** Whether it is one of the most influential, was drawn at random, or was asked for by its index. */
  chosen: 'top' | 'random' | 'asked';
  /** Predicted change of the explained loss, first order. */
  removalDelta: number;
  /** Predicted change, leverage-corrected. */
  removalForecast?: number;
  /** Change of the explained loss after retraining without the row. */
  actual: number;
  /** Predicted and actual change of the explained class's probability. */
  removalProbabilityDelta: number;
  actualProbabilityDelta: number;
}

/** How well predicted changes agree with retraining; null where it is not defined (fewer than 3 rows, no variation). */
export interface Agreement {
  rows: number;
  /** Pearson correlation. */
  r: number | null;
  /** Least-squares slope of actual on predicted, with an intercept. */
  slope: number | null;
  spearman: number | null;
  /** Share of rows whose change has the predicted sign. */
  signAgreement: number | null;
  /** Root mean square of actual − predicted. */
  rmse: number;
}

/** One prediction of the change, over all, the top and the random rows. */
export interface AgreementByChoice {
  all: Agreement;
  top: Agreement;
  random: Agreement;
}

export interface ValidateDocument extends DocumentHead {
  kind: 'validate';
  solver: SolverHead;
  target: ExplainedTarget;
  agreement: { removalDelta: AgreementByChoice; removalForecast?: AgreementByChoice };
  /** Largest |predicted| first. */
  rows: ValidateRow[];
  /** Time spent in retraining. */
  retrainMs: number;
}
