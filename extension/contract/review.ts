/** The review of labels: changing them, and how many rows are worth checking. */
import type { MislabelScore } from './documents';
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
