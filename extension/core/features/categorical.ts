/** Categories as one 0/1 feature each; missing is a category of its own when it occurs (definitions: Preprocessing). */
import type { CategoricalPlan } from './types';

export interface Categories {
  codes: Int32Array;
  categories: readonly string[];
}

/** The categories that occur in the given rows, in code-unit order. */
export function learnCategorical(
  column: string,
  kind: 'categorical' | 'boolean',
  { codes, categories }: Categories,
  rows: Int32Array,
): CategoricalPlan {
  const seen = new Uint8Array(categories.length);
  let missing = false;
  for (const row of rows) {
    if (codes[row] < 0) missing = true;
    else seen[codes[row]] = 1;
  }
  const kept = categories.filter((_, code) => seen[code] === 1).sort((a, b) => (a < b ? -1 : 1));
  // A column without any value says nothing.
  if (kept.length === 0) missing = false;
  return { kind, column, features: kept.length + (missing ? 1 : 0), categories: kept, missing };
}

/** Which of the plan's features is 1 for each of a table's own codes, the last entry for missing; −1 for none. */
export function featureOfCode(plan: CategoricalPlan, categories: readonly string[]): Int32Array {
  const position = new Map(plan.categories.map((category, i) => [category, i]));
  const features = Int32Array.from(categories, (category) => position.get(category) ?? -1);
  const withMissing = new Int32Array(features.length + 1);
  withMissing.set(features);
  withMissing[features.length] = plan.missing ? plan.categories.length : -1;
  return withMissing;
}
