/** Training rows in the numbers that may be edited, and how the features of a model follow from them. */
import type { Work } from '../../contract/progress';
import { applyFeatures } from '../../core/features/apply';
import type { DenseMatrix } from '../../core/linalg/types';
import { denseRow } from '../../core/models/linear/design';
import type { FeaturePass } from '../brought/featureMap';
import type { Dataset } from '../dataset/types';
import type { Prepared } from '../session/state';

export interface EditableRows {
  /** The features are these numbers themselves. */
  readonly direct: boolean;
  /** The row at this position as the columns of the plan give it. */
  take(at: number, work: Work): Promise<Float64Array>;
  /** One such row, its features first; what it holds is to be disposed of. */
  pass(row: Float64Array): Promise<FeaturePass>;
}

export function editableRows(
  { train }: Dataset,
  { plan, through }: Prepared,
  features: DenseMatrix,
): EditableRows {
  if (!through)
    return {
      direct: true,
      take: (at) => Promise.resolve(denseRow(features, at)),
      pass: (row) =>
        Promise.resolve({
          features: row,
          pullBack: (weights) => Promise.resolve(weights),
          dispose: () => undefined,
        }),
    };
  return {
    direct: false,
    take: async (at, work) =>
      denseRow(await applyFeatures(plan, train.file.table, train.rows.slice(at, at + 1), work), 0),
    pass: (row) => through.pass(oneRow(row)),
  };
}

/** A matrix of one row. */
export function oneRow(data: Float64Array): DenseMatrix {
  return { kind: 'dense', rows: 1, cols: data.length, data };
}
