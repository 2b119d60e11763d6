/** The review of labels: changing them, and how many rows are worth checking. */
import type { DocumentHead, MislabelScore } from './documents';
import type { RecordPlace } from './records';

/** A change of one record's label field. */
export interface LabelEdit {
  place: RecordPlace;
  to: string;
}

/** The bytes that change the label of one record and nothing else. */
export interface PlannedLabelEdit {
  /** The record as it stands now. */
  place: RecordPlace;
  from: string;
  to: string;
  /** Byte range [start, end) of the file to replace. */
  start: number;
  end: number;
  /** What goes there, in the file's encoding. */
  replacement: Uint8Array;
  /** The same as text, for an editor: range in UTF-16 code units from the record's start. */
  text: { from: number; to: number; replacement: string };
  hashAfter: string;
}

/** How planted wrong labels are found when rows are checked in a given order. */
export interface BudgetCurve {
  order: MislabelScore | 'random';
  /** Mean over the draws of the share found, at each of `checked`. */
  found: number[];
  /** Standard deviation over the draws. */
  spread: number[];
  /** Area under the curve: mean and standard deviation over the draws. */
  area: { mean: number; sd: number };
  /** Test accuracy when the rows checked so far are restored, at each of `recoveredAt`; absent when it was not asked for. */
  accuracy?: number[];
}

export interface BudgetAnswer {
  rows: number;
  /** Share of labels that was flipped in each draw, how, and how many draws. */
  planted: { rate: number; kind: 'uniform' | 'class' | 'boundary'; draws: number; seed: number };
  /** Shares of the rows checked, ascending, 0 to 1. */
  checked: number[];
  recoveredAt: number[];
  curves: BudgetCurve[];
  /** Test accuracy with the labels as they are. */
  accuracyNow: number;
  /** Wrong labels that the file is estimated to hold; `low` and `high` bound a 90 % interval. */
  estimate: { wrong: number; low: number; high: number; method: string };
}

/** Why a label is suspect, for one training row. */
export interface LabelEvidence {
  /** Position of the row in the training columns. */
  position: number;
  given: string;
  /** The class that the given label is held against. */
  against: string;
  /** Held-out probability of every class (approximate leave-one-out), in the order of the classes of `TrainingColumns`. */
  probabilities: Float64Array;
  /**
   * The other training rows that contradict the given label most: without them the loss of this row's own label would fall most.
   * Most opposing first.
   */
  opposing: EvidenceRow[];
  /** Those that hold the given label up, the strongest first. */
  supporting: EvidenceRow[];
  /**
   * What the row's cells add to the score of `against` minus that of the given label, relative to a row of average features;
   * the largest in size, those first. Absent for models whose scores are no sums over features.
   */
  contributions?: CellContribution[];
  /** Other training rows with the same cells, the label apart. */
  duplicates: { position: number; label: string }[];
}

export interface EvidenceRow {
  position: number;
  label: string;
  /** Change of the loss of the given label without that row. */
  change: number;
}

export interface CellContribution {
  column: string;
  /** The word, for text columns. */
  term?: string;
  /** As in the file; for a word how often it occurs in the cell, `0` for one that is missed there. */
  value: string;
  /** In units of the score (log-odds). Positive speaks for the other label. */
  contribution: number;
}

/** What the last fixes did, from one ranking to the next. */
export interface ReviewChange {
  before: ReviewMeasure;
  after: ReviewMeasure;
  /** Labels changed in between. */
  fixed: number;
  /** Training rows that were among the leading suspects and are not any more, and the reverse; positions after. */
  left: number[];
  entered: number[];
  /** How many rows count as leading. */
  leading: number;
}

export interface ReviewMeasure {
  testAccuracy: number | null;
  testLoss: number | null;
  trainLoss: number;
}

/** The curve of the command line's `budget --json`. */
export interface BudgetDocument extends DocumentHead {
  kind: 'budget';
  budget: BudgetAnswer;
}

/** What became of the decisions of a patch. */
export interface ApplyDocument {
  kind: 'apply';
  version: 1;
  /** Absolute paths: the file that was read and the one that was written. */
  file: string;
  out: string;
  /** Labels changed. */
  applied: number;
  /** Fixes that the file held already. */
  already: number;
  /** Decisions that change nothing: kept and skipped. */
  passedOver: number;
  /** Fixes that could not be applied, by line of the patch; only when the rest was asked for. */
  refused: { line: number; row: number; reason: string }[];
}

/** Whether the held-out model prefers another label to the given one. */
export function isSuspect(
  held: { looProbability: Float64Array; suggestedProbability: Float64Array },
  position: number,
): boolean {
  return held.suggestedProbability[position] > held.looProbability[position];
}
