/** Why one training row bears on a prediction as it does: its parts, its place in other rankings, its cells. */
import type { DocumentHead, ExplainedTarget } from './documents';
import type { WhyRankingName } from './rankings';

export interface RankingAgreement {
  name: WhyRankingName;
  /** Place of the row, 1 is first: by size, or by closeness for the two distances. */
  rank: number;
  /** Spearman's correlation with the ranking by size of influence; null where it is not defined. */
  spearman: number | null;
  /** How many of its first ten are among the first ten by influence. */
  shared: number;
}

/** A column of the training row or of the explained row. */
export interface CellPush {
  column: string;
  /** The word, in a column of text. */
  term?: string;
  /**
   * First-order change of the explained loss, after retraining, that the training row's cell makes against an average cell; a word,
   * against a text without it.
   */
  training: number;
  /** Change of the explained loss that the explained row's own cell makes against the same. */
  explained: number;
}

/** What each pixel pushes where a row is a picture or holds one. Arrays run over height × width, row by row. */
export interface PicturePushes {
  /** The column that holds the picture; absent where the columns are its pixels. */
  column?: string;
  height: number;
  width: number;
  /** Changes of the explained loss as in `CellPush`, a pixel against that of the average picture, its channels together. */
  training: number[];
  explained: number[];
  /** Brightness as the model is given it, from 0 to 1. */
  shades: { training: number[]; explained: number[] };
}

export interface WhyDocument extends DocumentHead {
  kind: 'why';
  target: ExplainedTarget;
  row: { file: string; row: number; line: number; label: string; predicted: string };
  influence: number;
  removalDelta: number;
  /** How badly the row is fitted, times how similar it is, times what the inverse Hessian changes. */
  parts: {
    loss: number;
    /** Of the features, or for networks of the losses' gradients by all parameters, over how badly both rows are fitted. */
    similarity: number;
    of: 'features' | 'gradients';
    hessian: number;
    /** Cosine of both gradients; of networks. */
    cosine?: number;
  };
  rankings: RankingAgreement[];
  /** Largest first. */
  cells?: CellPush[];
  /** Why there are none, as a sentence. */
  withoutCells?: string;
  picture?: PicturePushes;
}
