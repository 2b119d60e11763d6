/** What the numerics of a linear model see of the features: the columns that vary from zero, and the intercept. */
import { LensError } from '../../../contract/errors';
import { compressRows, countNonZeros, occupiedColumns, withIntercept } from '../../linalg/select';
import type { Float64Backend, Matrix, PlacedMatrix } from '../../linalg/types';

export interface Design {
  readonly rows: number;
  /** d: columns kept, and the intercept, which is the last. */
  readonly width: number;
  /** Columns of the dataset, kept or not. */
  readonly features: number;
  /** rows × d. */
  readonly matrix: Matrix;
  readonly placed: PlacedMatrix;
  /** Bytes that the user allows computations to take. */
  readonly memory: number;
  /** Other rows of the same columns in the same form. */
  adapt(features: Matrix): Matrix;
  /** One number a kept column as one a column of the dataset, 0 for the others. */
  spread(values: Float64Array): Float64Array;
  dispose(): void;
}

/**
 * A column of zeros has weight 0 at the optimum and no part in any influence: it is left out, exactly. What other rows hold
 * there changes no score.
 * @param everyColumn leaves none out: for training rows that are going to be edited
 */
export function createDesign(features: Matrix, backend: Float64Backend, everyColumn = false): Design {
  const columns = everyColumn
    ? Int32Array.from({ length: features.cols }, (_, j) => j)
    : occupiedColumns(features);
  const matrix = compressed(withIntercept(features, columns));
  const placed = backend.place(matrix);
  return {
    rows: features.rows,
    width: matrix.cols,
    features: features.cols,
    matrix,
    placed,
    memory: backend.memory,
    adapt(other) {
      if (other.cols !== features.cols)
        throw new LensError('internal', `A row has ${other.cols} features, the model ${features.cols}.`);
      return withIntercept(other, columns);
    },
    spread(values) {
      const out = new Float64Array(features.cols);
      columns.forEach((column, at) => (out[column] = values[at]));
      return out;
    },
    dispose: () => placed.dispose(),
  };
}

/**
 * Share of numbers other than zero up to which products with compressed rows are faster: images of handwriting (0.22) took
 * a third of the time.
 */
const SPARSE = 0.3;

function compressed(matrix: Matrix): Matrix {
  if (matrix.kind === 'sparse') return matrix;
  const share = countNonZeros(matrix.data) / matrix.data.length;
  return share <= SPARSE ? compressRows(matrix) : matrix;
}

/** Row i of a matrix, dense. */
export function denseRow(matrix: Matrix, i: number): Float64Array {
  if (matrix.kind === 'dense') return matrix.data.slice(i * matrix.cols, (i + 1) * matrix.cols);
  const out = new Float64Array(matrix.cols);
  for (let at = matrix.indptr[i]; at < matrix.indptr[i + 1]; at++)
    out[matrix.indices[at]] = matrix.values[at];
  return out;
}

/** Numbers that a pass over the matrix reads. */
export function storedEntries(matrix: Matrix): number {
  return matrix.kind === 'dense' ? matrix.rows * matrix.cols : matrix.indptr[matrix.rows];
}
