/**
 * The JSON documents of the command line. Signs and units are those of the definitions: `influence` is the derivative of the
 * explained loss when a row is up-weighted, `removalDelta` the first-order change of the loss when it is removed,
 * `removalForecast` the leverage-corrected one.
 */
import type { BackendName } from './config';
import type { ColumnKind, Notice } from './records';

export interface DatasetHead {
  config: string;
  name: string;
  train: string;
  test: string;
  rows: number;
  testRows: number;
  features: number;
  classes: string[];
}

export interface ModelHead {
  type: string;
  l2?: number;
  parameters: number;
  trainLoss: number;
  testLoss: number;
  testAccuracy: number;
  trainAccuracy: number;
  /** Euclidean norm of ∇R at the fitted parameters. */
  gradientNorm: number;
  iterations: number;
}

export interface SolverHead {
  name: string;
  damping: number;
  /** ‖H x − b‖ / ‖b‖ of the solve behind the ranking. */
  relativeResidual: number;
  iterations?: number;
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
  removalForecast?: number;
  removalProbabilityDelta: number;
  selfInfluence?: number;
}

export interface ExplainDocument extends DocumentHead {
  kind: 'explain';
  solver: SolverHead;
  target: ExplainedTarget;
  rows: ExplainRow[];
}

export interface InfoColumn {
  name: string;
  kind: ColumnKind;
  /** Number of model features that the column became; 0 when excluded. */
  features: number;
  missing: number;
  /** Why it is excluded or read as it is, where that needs saying. */
  note?: string;
}

export interface InfoDocument extends DocumentHead {
  kind: 'info';
  columns: InfoColumn[];
  classCounts: Record<string, number>;
  backends: { name: BackendName; available: boolean; version?: string; reason?: string }[];
}

export interface MislabelRow {
  rank: number;
  file: string;
  row: number;
  line: number;
  label: string;
  suggested: string;
  /** In [0, 1], higher is more suspect. */
  score: number;
  selfInfluence: number;
  loss: number;
  /** Held-out probability of the row's own label. */
  looProbability: number;
}

export interface MislabelsDocument extends DocumentHead {
  kind: 'mislabels';
  solver: SolverHead;
  score: MislabelScore;
  rows: MislabelRow[];
}

export type MislabelScore = 'alo' | 'self-influence' | 'loss';
