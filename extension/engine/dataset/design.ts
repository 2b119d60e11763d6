/** From records to the rows that a model is fitted to. */
import type { Work } from '../../contract/progress';
import { applyFeatures } from '../../core/features/apply';
import type { FeaturePlan } from '../../core/features/types';
import type { Matrix } from '../../core/linalg/types';
import type { Table } from '../../core/tables/types';

/** The rows of a table as the model takes them, in the given order. */
export type Design = (table: Table, rows: Int32Array, work: Work) => Promise<Matrix>;

/** For models that see the columns as they were prepared. */
export function plainDesign(plan: FeaturePlan): Design {
  return (table, rows, work) => applyFeatures(plan, table, rows, work);
}
