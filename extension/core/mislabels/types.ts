/** What the review of labels works on: the training labels and the scores of the rows that bear them. */
import type { MislabelScore } from '../../contract/documents';
import type { RowScores } from '../models/types';

export interface ScoredLabels {
  /** Class index of each training row, as labelled. */
  labels: Int32Array;
  classes: number;
  rows: Omit<RowScores, 'solver' | 'checks'>;
}

/** One way to tell how suspect a label is; one file a score, listed in registry.ts. */
export interface Scorer {
  readonly name: MislabelScore;
  /** What it measures, in one sentence for the user. */
  readonly explanation: string;
  /** One value a row in [0, 1], higher is more suspect. */
  score(evidence: ScoredLabels): Float64Array;
}
