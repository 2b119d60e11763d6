/** Groups of training rows: what changes without them, and which slice of the data a prediction hangs on. */
import type { DocumentHead, ExplainedTarget } from './documents';

/** Rows whose cell in a column is a value, or a number from `from` on and up to `to`, both included. */
export interface GroupCondition {
  column: string;
  value?: string;
  from?: number;
  to?: number;
}

/** What training rows can be grouped by in a column: its values, the commonest first, or the range of its numbers. */
export type ColumnValues = { column: string } & (
  | {
      values: { value: string; rows: number }[];
      /** Values that are not listed, being rarer. */
      more: number;
    }
  | { least: number; most: number }
);

/** Training rows by conditions that all hold, or by record index. */
export type GroupChoice = { where: GroupCondition[] } | { rows: number[] };

export type GroupAction = { do: 'remove' } | { do: 'relabel'; label: string };

/** A predicted change, and what retraining found where it was asked for. */
export interface GroupChange {
  before: number;
  /** Sum of the single rows' effects, to first order. */
  firstOrder: number;
  /** The rows taken together (Newton steps of the changed problem). */
  forecast: number;
  actual?: number;
}

export interface WhatIfDocument extends DocumentHead {
  kind: 'whatif';
  target: ExplainedTarget;
  group: { text: string; rows: number; share: number };
  action: GroupAction;
  /** Of the explained prediction. */
  loss: GroupChange;
  probability: { before: number; forecast: number; actual?: number };
  /** Mean over the test rows that have a label; absent when none has. */
  testLoss?: GroupChange;
  testAccuracy?: { before: number; actual?: number };
  retrainMs?: number;
}

export interface SliceRow {
  rank: number;
  column: string;
  /** As a person reads it: the category, or the range. */
  value: string;
  where: GroupCondition;
  rows: number;
  /** Share of the training and of the test rows. */
  share: number;
  testShare: number;
  /** The explained row belongs to it. */
  own: boolean;
  /** Sum of removalDelta over its rows: first-order change of the explained loss without the slice. */
  effect: number;
  /** The rows taken together; for the first ones only. */
  forecast?: number;
  /** Standard deviations from what as many random rows sum to. */
  deviation: number;
  /**
   * Share of random draws of as many rows whose effect is at least as far from what draws have on average (the slice counts as
   * one of 1,000); for the first ones only.
   */
  chance?: number;
}

export interface SlicesDocument extends DocumentHead {
  kind: 'slices';
  target: ExplainedTarget;
  rows: SliceRow[];
}
