/** Training rows in the numbers that may be edited, and how the features of a model follow from them. */
import type { Work } from '../../contract/progress';
import { applyFeatures } from '../../core/features/apply';
import type { DenseMatrix } from '../../core/linalg/types';
import { denseRow } from '../../core/models/linear/design';
import type { Dataset } from '../dataset/types';
import type { Prepared } from '../session/state';

export interface EditableRows {
  /** The features are these numbers themselves. */
  readonly direct: boolean;
  /** Rows at these positions as the columns of the plan give them. */
  take(positions: Int32Array, work: Work): Promise<DenseMatrix>;
  features(rows: DenseMatrix, work: Work): Promise<DenseMatrix>;
  /** The chain rule: derivatives by the features become those by the numbers. */
  pullBack(rows: DenseMatrix, byFeatures: DenseMatrix, work: Work): Promise<DenseMatrix>;
}

export function editableRows(
  { train }: Dataset,
  { plan, through }: Prepared,
  features: DenseMatrix,
): EditableRows {
  if (!through)
    return {
      direct: true,
      take: (positions) => Promise.resolve(rowsOf(features, positions)),
      features: (rows) => Promise.resolve(rows),
      pullBack: (_, byFeatures) => Promise.resolve(byFeatures),
    };
  return {
    direct: false,
    async take(positions, work) {
      const records = positions.map((at) => train.rows[at]);
      const matrix = await applyFeatures(plan, train.file.table, records, work);
      return rowsOf(matrix, Int32Array.from(positions.keys()));
    },
    features: (rows, work) => through.features(rows, work),
    pullBack: (rows, byFeatures, work) => through.pullBack(rows, byFeatures, work),
  };
}

/** A matrix of one row. */
export function oneRow(data: Float64Array): DenseMatrix {
  return { kind: 'dense', rows: 1, cols: data.length, data };
}

function rowsOf(matrix: Parameters<typeof denseRow>[0], positions: Int32Array): DenseMatrix {
  const { cols } = matrix;
  const data = new Float64Array(positions.length * cols);
  positions.forEach((at, i) => data.set(denseRow(matrix, at), i * cols));
  return { kind: 'dense', rows: positions.length, cols, data };
}
