/** Which training rows could, by an edit that nobody would see, flip which predictions (Koh & Liang, section 5.2). */
import type { DocumentHead } from './documents';

/** A number of the training row and what it would be edited to; `index` is its place in an image or an array. */
export interface EditedCell {
  column: string;
  index?: number[];
  from: number;
  to: number;
}

export interface AuditRow {
  /** The prediction that the edit aims at: a test row that is predicted right. */
  file: string;
  row: number;
  line: number;
  label: string;
  /** Probability of its label, before and with the edit, the model refitted. */
  before: number;
  after: number;
  /** With the edit it is predicted as another class. */
  flipped: boolean;
  /** The class that it is predicted as with the edit. */
  predicted: string;
  /** The training row that is edited: of those with the most leverage to first order, the one that an edit really did most with. */
  training: { file: string; row: number; line: number; label: string };
  /** How many of its numbers are edited, and the largest edits, at most 20, largest effect first. */
  edited: number;
  cells: EditedCell[];
  /** How many of all test rows that were predicted right are predicted wrong with the same edit. */
  flips: number;
  /** Steps of the attack, a refit each. */
  steps: number;
}

/** How far a number of a column may be edited: in its own units (pixels: levels of 255), or `"0.5 sd"` in its standard deviations. */
export type ColumnBound = number | string;

/** `levels` of 255 a pixel, `share` of its standard deviation a number (whole numbers by whole ones), but for the named columns. */
export interface AuditBounds {
  levels: number;
  share: number;
  columns: Record<string, ColumnBound>;
}

export interface AuditDocument extends DocumentHead {
  kind: 'audit';
  /** What an edit may change. */
  bounds: AuditBounds;
  /** Test rows that were aimed at, and how many of them flipped. */
  tried: number;
  flipped: number;
  /** Test rows that are predicted right, of whom those that were aimed at are a seeded draw. */
  right: number;
  /** Flipped ones first, then by how much of its probability the label loses. */
  rows: AuditRow[];
}

/** A training image as the model sees it, and what is added to it; rows × columns × channels, in levels of 255. */
export interface EditedPicture {
  height: number;
  width: number;
  channels: number;
  original: Uint8Array;
  edit: Int8Array;
}

export interface AuditResult {
  document: AuditDocument;
  /** Of the first rows, where each training row is one image. */
  pictures: EditedPicture[];
}

/** What an audit may be asked; what is left out is as the config has it. */
export interface AuditSettings {
  targets?: number;
  levels?: number;
  share?: number;
  columns?: Record<string, ColumnBound>;
}
