/** The review of suspected mislabels, as the rest of the host sees it: the ranking, the decisions, the queue of rows to look at. */
import type * as vscode from 'vscode';
import type { Decision } from '../../contract/decisions';
import type { ErrorData } from '../../contract/errors';
import type { MislabelScore } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { MislabelsResult } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import type { ReviewChange } from '../../contract/review';
import type { Dataset } from '../datasets/types';

/** A decision of the log with what the files and the open documents say of its row now. */
export interface PlacedDecision {
  readonly entry: Decision;
  /** Absolute path of the data file. */
  readonly file: string;
  /** Where its row stands on disk; absent until it was looked up or when it cannot be found. */
  readonly place?: RecordPlace;
  /** Why it cannot be found: its row was edited or removed, or is one of several alike. */
  readonly lost?: string;
  /**
   * Whether it holds: a fix whose row has the old label again (undone, or a fresh copy of the file) does not, nor does a decision
   * whose row is lost.
   */
  readonly counts: boolean;
}

export type ReviewStatus = 'none' | 'running' | 'ready' | 'failed' | 'cancelled';

/** Where the review of one dataset stands: a snapshot, replaced as a whole when anything changes. */
export interface Review {
  readonly status: ReviewStatus;
  /** Why the last run failed. */
  readonly error?: ErrorData;
  /** The last ranking; it stays while another runs. "Positions" below are positions in its training columns. */
  readonly result?: MislabelsResult;
  /** The ranking is not of what the file or its open document holds now. */
  readonly stale: boolean;
  /** The files on disk are not those that were ranked: rows may stand on other lines. */
  readonly changedOnDisk: boolean;
  /** Every decision of the log. */
  readonly decisions: readonly PlacedDecision[];
  /** The decision that counts, by position. */
  readonly decided: ReadonlyMap<number, PlacedDecision>;
  /** Positions of rows that were flagged by hand. */
  readonly flagged: ReadonlySet<number>;
  /** Positions left to look at, most suspect first, those that were skipped at the end. Fixed and kept rows are not in it. */
  readonly queue: Int32Array;
  /** How many undecided rows are suspects: the held-out model prefers another label. */
  readonly suspects: number;
  /** What the last run changed, compared with the one before. */
  readonly change?: ReviewChange;
}

export type DecisionRequest =
  /** Changes the label in the file: to the suggestion unless told otherwise. */
  | { kind: 'fix'; to?: string }
  | { kind: 'keep' }
  | { kind: 'skip' }
  /** Takes the decision back; of a fixed row the label too. */
  | { kind: 'reopen' };

export interface DecisionOutcome {
  /** Positions that were decided. */
  done: number[];
  /** Positions that could not be, with the reason: edited, gone, or one of several alike. */
  refused: { position: number; error: ErrorData }[];
}

/** As the last ranking was, unless told otherwise. */
export interface RankingChoice {
  score?: MislabelScore;
  /** Rank within classes; the engine decides where it was never told. */
  balanced?: boolean;
}

/** A row of a ranking as commands name it: by its position, with its content hash to tell that it is of the same ranking. */
export interface RowName {
  config: string;
  position: number;
  hash: string;
}

export interface PatchOutcome {
  done: number;
  /** Fixes that the file holds already. */
  already: number;
  refused: { entry: Decision; error: ErrorData }[];
}

export interface ReviewStore {
  /** `config` is the path of the influence.json whose review changed. */
  readonly onDidChange: vscode.Event<{ config: string }>;
  /** The dataset that was reviewed last. */
  readonly current: Dataset | undefined;
  of(config: string): Review;
  /** Ranks the rows as the files hold them. Throws what the engine throws; the ranking before stays then. */
  find(dataset: Dataset, choice?: RankingChoice, work?: Partial<Work>): Promise<void>;
  /** Several rows are decided by one edit. Throws `stale` when none of them could be, and `cancelled` when the user declines. */
  decide(config: string, positions: readonly number[], request: DecisionRequest): Promise<DecisionOutcome>;
  /** Writes the fixes of a patch into the training file, and into the log. Throws like `decide`. */
  applyPatch(config: string, patch: readonly Decision[]): Promise<PatchOutcome>;
  /** Where the row at a position was when it was ranked, enough for `openRecord` to find it. */
  place(config: string, position: number): Promise<RecordPlace>;
  /** Forgets the rankings, after the cache was cleared or another backend chosen. */
  clear(): void;
}
