/** Two models of the same data, held side by side on one prediction (Koh & Liang, Fig. 4). */
import type { DocumentHead, ExplainedTarget } from './documents';

/** What one of the models says. */
export interface ComparedModel {
  head: DocumentHead;
  target: ExplainedTarget;
  /** Spearman's correlation of the size of the effect with the closeness of the row, in this model's features; null where undefined. */
  distanceCorrelation: number | null;
}

export interface ComparedRow {
  file: string;
  row: number;
  line: number;
  label: string;
  /** Of each model: place by size of the effect, predicted change of the explained loss without the row, distance from the explained row. */
  a: { rank: number; removal: number; distance: number };
  b: { rank: number; removal: number; distance: number };
}

export interface ModelAgreement {
  /** Of the predicted changes, with their signs, over all training rows; null where undefined. */
  spearman: number | null;
  /** How many of the first ten rows of one model are among the first ten of the other. */
  shared: number;
  /** Share of all rows that help in both or harm in both. */
  sameSign: number;
}

export interface CompareDocument {
  kind: 'compare';
  version: 1;
  a: ComparedModel;
  b: ComparedModel;
  agreement: ModelAgreement;
  /** The first rows of either, by the better of their two places; or every training row in file order. */
  rows: ComparedRow[];
}

/** What one of the models says, with every training row by position. */
export interface ComparedSide extends ComparedModel {
  /** Predicted change of the explained loss without the row, leverage-corrected where the model can tell. */
  removal: Float64Array;
  /** Euclidean, from the explained row, in the features that the model sees. */
  distance: Float64Array;
  /** Positions, largest |removal| first. */
  order: Int32Array;
}

/** The training rows that both models have; `label` indexes `classes`. */
export interface ComparedTraining {
  classes: string[];
  row: Int32Array;
  /** Where every row is a file of its own: its path relative to the training folder, with slashes. */
  files?: string[];
  line: Int32Array;
  label: Int32Array;
}

export interface CompareResult {
  a: ComparedSide;
  b: ComparedSide;
  agreement: ModelAgreement;
  training: ComparedTraining;
}
