/**
 * The messages between the extension host and the engine's process. Every request has one typed result; numbers of many rows
 * travel as typed arrays (structured clone), in the order of the training rows.
 */
import type { AuditResult, AuditSettings } from './audit';
import type { CompareResult } from './compare';
import type { BackendChoice, LeverageChoice, SolverChoice } from './config';
import type {
  BackendHead,
  DocumentHead,
  ExplainedTarget,
  InfoDocument,
  MislabelScore,
  RankedBy,
  SolverHead,
  ValidateDocument,
  ValidateRow,
} from './documents';
import type { ErrorData } from './errors';
import type {
  ColumnValues,
  GroupAction,
  GroupChoice,
  GroupCondition,
  SlicesDocument,
  WhatIfDocument,
} from './groups';
import type { LayersDocument } from './layers';
import type { Progress } from './progress';
import type { RankingName } from './rankings';
import type { BudgetAnswer, LabelEdit, LabelEvidence, PlannedLabelEdit } from './review';
import type { ColumnKind, Notice, RecordCells, RecordPlace, RecordRef, RecordSet } from './records';
import type { WhyDocument } from './why';

/** Which dataset, and what the caller sets over its config. */
export interface DatasetRef {
  /** Absolute path of the influence.json. */
  config: string;
  backend?: BackendChoice;
  solver?: SolverChoice;
  leverage?: LeverageChoice;
  seed?: number;
}

/** With respect to what a prediction is explained. */
export type TargetChoice = { by: 'label' } | { by: 'prediction' } | { by: 'class'; name: string };

/** Training rows column by column; index i is the i-th training row. `label` and `predicted` index `classes`. */
export interface TrainingColumns {
  classes: string[];
  /** Record index in the training file. */
  row: Int32Array;
  /** Where every row is a file of its own: its path relative to the training folder, with slashes. */
  files?: string[];
  line: Int32Array;
  label: Int32Array;
  predicted: Int32Array;
  /** Probability of the row's own label. */
  probability: Float64Array;
}

export interface ExplainResult {
  head: DocumentHead;
  solver: SolverHead;
  target: ExplainedTarget;
  targetCells: RecordCells;
  /**
   * Columns of `cells`. `std` is the population standard deviation over the training rows (dates: of their milliseconds); null
   * for columns that are not numbers and for constant ones.
   */
  columns: { name: string; kind: ColumnKind; std: number | null }[];
  training: TrainingColumns;
  influence: Float64Array;
  removalDelta: Float64Array;
  /** Leverage-corrected change of the loss; absent for models that are not linear in their parameters. */
  removalForecast?: Float64Array;
  /** 1 where `removalForecast` is corrected, elsewhere it equals `removalDelta`; absent when all are. */
  forecastRows?: Uint8Array;
  removalProbabilityDelta: Float64Array;
  /** Absent while it would cost more than the explanation itself; then `selfInfluence` is its own request. */
  selfInfluence?: Float64Array;
  /** Training rows (positions, not record indices), largest |removalForecast|, else |removalDelta|, first. */
  order: Int32Array;
  /** Where `order` was asked to be by something else: by what. */
  ranking?: RankedBy;
  /** By what this model's rows can be ordered. */
  rankings: RankingName[];
}

/** Rows that can be explained, in the order of the file. */
export interface TargetsResult {
  set: RecordSet;
  /** Absolute path; the folder where every row is a file of its own, and then each row's path relative to it. */
  file: string;
  files?: string[];
  fingerprint: string;
  classes: string[];
  row: Int32Array;
  line: Int32Array;
  /** −1 where there is no label. */
  label: Int32Array;
  predicted: Int32Array;
  /** Probability of the predicted class. */
  probability: Float64Array;
  /** −log p(label); NaN where there is no label. */
  loss: Float64Array;
  /** A few words of each record, to recognise it by. */
  preview: string[];
}

/** Self-influence of every training row, with what is needed to find the rows in an edited document. */
export interface SelfInfluenceResult {
  head: DocumentHead;
  /** Absolute path of the training file. */
  file: string;
  training: TrainingColumns;
  selfInfluence: Float64Array;
  leverage: Float64Array;
  /** Held-out probability of the row's own label (approximate leave-one-out). */
  looProbability: Float64Array;
  /** Best other class by held-out probability, an index in `classes`. */
  suggested: Int32Array;
  loss: Float64Array;
  /** Positions, largest self-influence first. */
  order: Int32Array;
  /** Content hashes as two 32-bit halves (high, low), interleaved. */
  hashes: Uint32Array;
}

/** What a data file holds, for setting up a dataset. */
export interface FileInspection {
  file: string;
  rows: number;
  columns: { name: string; kind: ColumnKind; distinct: number; missing: number; examples: string[] }[];
  /** Columns that could be the label, the likeliest first. */
  labelCandidates: string[];
  notices: Notice[];
}

/** What a trained model takes, for setting up a dataset. */
export interface ModelInspection {
  file: string;
  /** Where it looks words up by their numbers: how many, and how many numbers a text is to it, null where any. */
  words?: { known: number; length: number | null };
}

export interface EngineStatus {
  backend: BackendHead;
  datasets: { config: string; fitted: boolean }[];
  /** Resident memory of the engine's process, bytes. */
  memory: number;
}

export interface MislabelsResult {
  head: DocumentHead;
  /** Absolute path of the training file. */
  file: string;
  solver: SolverHead;
  score: MislabelScore;
  /** Suspicion is relative to what is usual for the class of the label. */
  balanced: boolean;
  training: TrainingColumns;
  /** In [0, 1], higher is more suspect. */
  suspicion: Float64Array;
  selfInfluence: Float64Array;
  leverage: Float64Array;
  loss: Float64Array;
  /** Held-out probability of the row's own label. */
  looProbability: Float64Array;
  /** Best other class by held-out probability, an index in `classes`, and that probability. */
  suggested: Int32Array;
  suggestedProbability: Float64Array;
  /** Rows with the same cells, the label apart, share a number from 0; −1 for rows that stand alone. */
  duplicates: Int32Array;
  /** 1 for the rows of a group of duplicates that bears different labels. */
  conflicting: Uint8Array;
  /** Positions, most suspect first. */
  order: Int32Array;
  hashes: Uint32Array;
}

/** Retraining without rows, one at a time; arrays run over the rows that were left out. */
export interface ValidateResult {
  head: DocumentHead;
  solver: SolverHead;
  target: ExplainedTarget;
  agreement: ValidateDocument['agreement'];
  /** Largest |predicted| first. */
  rows: ValidateRow[];
  retrainMs: number;
}

/** Whether an explanation can be trusted: all that was checked is in `head.checks`, in the order in which it is to be read. */
export interface ChecksResult {
  head: DocumentHead;
  target: ExplainedTarget;
}

/** Rewriting a data file outside of the editor. */
export interface RewriteResult {
  written: PlannedLabelEdit[];
  /** Copy of the file as it was. */
  backup: string;
}

/** Every request by name: what it takes and what it answers. */
export interface Requests {
  status: { params: Record<string, never>; result: EngineStatus };
  inspect: { params: { file: string }; result: FileInspection };
  inspectModel: { params: { file: string }; result: ModelInspection };
  info: { params: { dataset: DatasetRef }; result: InfoDocument };
  /** What of the model is differentiated. Needs no fit: a model that is refused is told of too. */
  layers: { params: { dataset: DatasetRef }; result: LayersDocument };
  targets: { params: { dataset: DatasetRef; set: RecordSet; file?: string }; result: TargetsResult };
  /** `rankBy`: what the rows are ordered by; influence when absent. */
  explain: {
    params: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice; rankBy?: RankingName };
    result: ExplainResult;
  };
  /**
   * The checks of an explanation alone. Those that cost next to nothing come with `explain` too; with `full` also the others, among
   * them retraining without ten rows and, for networks, training from other seeds: seconds to minutes, with progress, to be
   * asked for in the background and cancelled when something else is wanted of the dataset. A check that could not be done
   * is one of its own, `not-checked`, that says why.
   */
  checks: {
    params: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice; full: boolean };
    result: ChecksResult;
  };
  selfInfluence: { params: { dataset: DatasetRef }; result: SelfInfluenceResult };
  /** `balanced`: rank within classes; absent, where some classes are rare. */
  mislabels: {
    params: { dataset: DatasetRef; score: MislabelScore; balanced?: boolean };
    result: MislabelsResult;
  };
  /** Why the label of a training row is suspect, held against the class named, else against the one suggested for it. */
  evidence: {
    params: { dataset: DatasetRef; row: RecordRef; against?: string; fingerprint?: string };
    result: LabelEvidence;
  };
  /**
   * Retrains without single training rows: `rows` of them, half the most influential on the target, half drawn at random; or those
   * whose record indices it lists.
   */
  validate: {
    params: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice; rows: number | number[] };
    result: ValidateResult;
  };
  /**
   * A share of a validation, for another process of the engine: the actual change of the explained loss and of the explained class's
   * probability after retraining without each group (positions among the training rows). Refuses with code `stale` when the
   * data has another fingerprint.
   */
  leaveOut: {
    params: {
      dataset: DatasetRef;
      target: RecordRef;
      choice: TargetChoice;
      groups: Int32Array[];
      fingerprint: string;
    };
    result: { loss: number; probability: number }[];
  };
  /**
   * Cells of the records that are on screen. With the `fingerprint` of the answer they belong to, data that changed since is
   * refused with code `stale`.
   */
  cells: { params: { dataset: DatasetRef; refs: RecordRef[]; fingerprint?: string }; result: RecordCells[] };
  /** 1 for each training row (by position) that contains the text, case-insensitively. */
  search: { params: { dataset: DatasetRef; text: string; fingerprint?: string }; result: Uint8Array };
  /** 1 for each training row (by position) that meets all conditions. */
  members: {
    params: { dataset: DatasetRef; where: GroupCondition[]; fingerprint?: string };
    result: Uint8Array;
  };
  /** How many training rows meet all conditions; 0 also for a value that does not occur. */
  memberCount: {
    params: { dataset: DatasetRef; where: GroupCondition[]; fingerprint?: string };
    result: number;
  };
  /** Of every column that rows can be grouped by. */
  columnValues: { params: { dataset: DatasetRef }; result: ColumnValues[] };
  /** Whether an answer with this fingerprint still stands on what the files hold now. */
  fresh: { params: { dataset: DatasetRef; fingerprint: string }; result: boolean };
  /**
   * The record of a data file that covers a 1-based line; null above the first. Needs no fit and no dataset: a .jsonl, .csv or
   * .tsv file is enough.
   */
  recordAt: { params: { file: string; line: number }; result: RecordPlace | null };
  /**
   * Where the record that held `place` stands now, found by its hash. Identical records are told apart by row and start, or by
   * row and line when the byte range is empty. Refuses with code `stale` when it is gone or ambiguous.
   */
  locate: { params: { place: RecordPlace }; result: RecordPlace };
  /** Where and how to change labels, each row found again by its content; refuses with code `stale` when that is ambiguous. */
  planLabelEdits: { params: { dataset: DatasetRef; edits: LabelEdit[] }; result: PlannedLabelEdit[] };
  /** Changes labels in the file itself, by stream to a temporary file that then takes its place; for files too large to edit. */
  rewriteLabels: { params: { dataset: DatasetRef; edits: LabelEdit[] }; result: RewriteResult };
  /** Plants flips in a copy of the labels and measures what each ranking finds. */
  budget: {
    params: { dataset: DatasetRef; rate: number; kind: BudgetAnswer['planted']['kind']; draws: number };
    result: { head: DocumentHead; budget: BudgetAnswer };
  };
  /** What removing or relabelling a group would do; `verify` retrains as well. */
  whatIf: {
    params: {
      dataset: DatasetRef;
      target: RecordRef;
      choice: TargetChoice;
      group: GroupChoice;
      action: GroupAction;
      verify: boolean;
    };
    result: WhatIfDocument;
  };
  /** The `top` slices of the training data that a prediction hangs on, farthest from chance first. */
  slices: {
    params: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice; top: number };
    result: SlicesDocument;
  };
  /** One training row's influence on a prediction taken apart; `row` is its record index. */
  why: {
    params: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice; row: number };
    result: WhyDocument;
  };
  /** How two models of the same training rows explain the same prediction. Refuses models of different rows. */
  compare: {
    params: { a: DatasetRef; b: DatasetRef; target: RecordRef; choice: TargetChoice };
    result: CompareResult;
  };
  /**
   * Which training rows could, by an edit within bounds, flip which predictions: attacks `targets` test rows that are predicted right.
   * by edits within the bounds. Long, with progress; never writes into the dataset.
   */
  audit: { params: { dataset: DatasetRef } & AuditSettings; result: AuditResult };
  clearCache: { params: Record<string, never>; result: { files: number; bytes: number } };
}

export type RequestName = keyof Requests;
export type Params<N extends RequestName> = Requests[N]['params'];
export type Result<N extends RequestName> = Requests[N]['result'];

/** Host → engine. */
export type ToEngine =
  | { [N in RequestName]: { type: 'request'; id: number; name: N; params: Params<N> } }[RequestName]
  | { type: 'cancel'; id: number };

/** Engine → host. */
export type FromEngine =
  | { type: 'ready'; pid: number }
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'result'; id: number; result: Result<RequestName> }
  | { type: 'error'; id: number; error: ErrorData }
  | { type: 'log'; level: 'info' | 'warn' | 'error'; message: string };
