/** Preprocessing as data: learned from the training rows, applied to any row, kept with the model. */
import type { WordNumbers } from './wordNumbers';

/** What one column of the table becomes. `features`: how many columns of the design matrix. */
export type ColumnPlan = NumericPlan | CategoricalPlan | TextPlan | TokensPlan | ArrayPlan;

/** (x − center) / scale; `fill` − center over scale where missing; 0 throughout when `scale` is 0. */
export interface NumericPlan {
  kind: 'numeric' | 'date';
  column: string;
  features: 1;
  center: number;
  scale: number;
  /** The value of a missing cell. */
  fill: number;
}

/** One 0/1 feature a category, then one for missing cells if there were any. */
export interface CategoricalPlan {
  kind: 'categorical' | 'boolean';
  column: string;
  features: number;
  categories: string[];
  missing: boolean;
}

export type Weighting = 'tfidf' | 'count' | 'binary';

/** One feature a term. */
export interface TextPlan {
  kind: 'text';
  column: string;
  features: number;
  /** In code-unit order. */
  terms: string[];
  /** Inverse document frequency of each term; only for `tfidf`. */
  idf?: number[];
  weighting: Weighting;
  ngrams: number;
  lowercase: boolean;
}

/** The numbers of the words of a text, in their order: one feature a place. */
export interface TokensPlan {
  kind: 'tokens';
  column: string;
  features: number;
  shape: number[];
  numbers: WordNumbers;
}

/** One feature a number, in row-major order: (x − center) / scale as in `NumericPlan`, each for its own. */
export interface ArrayPlan {
  kind: 'image' | 'array';
  column: string;
  features: number;
  /** Of an image: height, width, channels. */
  shape: number[];
  center: Float64Array;
  scale: Float64Array;
  fill: Float64Array;
}

export interface FeaturePlan {
  /** In file order. */
  columns: ColumnPlan[];
  /** Columns of the design matrix. */
  features: number;
  /** The design matrix is stored sparse. */
  sparse: boolean;
}

/** What a feature stands for. */
export interface FeatureName {
  /** As it is shown: `age`, `sex = male`, `body: viagra`. */
  name: string;
  column: string;
  /** The category, for one-hot features; null for the one that stands for a missing cell. */
  category?: string | null;
  term?: string;
  /** Position in the array: of an image row, column and channel, from 0. */
  index?: number[];
}
