/** What in a row speaks for a prediction. */

/** A cell's (or a term's) share of a score. */
export interface FeatureContribution {
  column: string;
  /** The term of a text column or the category, where the column became several features. */
  part?: string;
  /** The cell as it stands in the file. */
  value: string;
  /** In units of the score (log odds); positive speaks for the class in question. */
  contribution: number;
}
