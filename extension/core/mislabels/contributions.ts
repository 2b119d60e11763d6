/** What the features of a row add to the log odds of two classes. */
import type { Matrix, SparseMatrix } from '../linalg/types';
import type { FittedModel } from '../models/types';

/**
 * w_j (x_j − x̄_j) for every feature j of one row: w the weights of log p(against) − log p(given), which for an additive model is
 * linear in the features, x̄ the mean of the training rows. Their sum is by how much the row's log odds differ from those of a
 * row of average features.
 * @param row 1 × features
 */
export function featureContributions(
  model: Pick<FittedModel, 'logProbabilities'>,
  training: Matrix,
  row: Matrix,
  against: number,
  given: number,
): Float64Array {
  const weights = logOddsWeights(model, training.cols, against, given);
  const mean = columnMeans(training);
  const x = columnMeans(row);
  return weights.map((weight, j) => weight * (x[j] - mean[j]));
}

/** From the log odds at each unit vector and at zero. */
function logOddsWeights(
  model: Pick<FittedModel, 'logProbabilities'>,
  features: number,
  against: number,
  given: number,
): Float64Array {
  const logs = model.logProbabilities(unitVectorsAndZero(features));
  const classes = logs.length / (features + 1);
  const odds = (i: number): number => logs[i * classes + against] - logs[i * classes + given];
  const atZero = odds(features);
  return Float64Array.from({ length: features }, (_, j) => odds(j) - atZero);
}

function unitVectorsAndZero(features: number): SparseMatrix {
  return {
    kind: 'sparse',
    rows: features + 1,
    cols: features,
    indptr: Int32Array.from({ length: features + 2 }, (_, i) => Math.min(i, features)),
    indices: Int32Array.from({ length: features }, (_, j) => j),
    values: new Float64Array(features).fill(1),
  };
}

function columnMeans(matrix: Matrix): Float64Array {
  const sums = new Float64Array(matrix.cols);
  if (matrix.kind === 'dense') {
    for (let i = 0, at = 0; i < matrix.rows; i++)
      for (let j = 0; j < matrix.cols; j++, at++) sums[j] += matrix.data[at];
  } else {
    matrix.indices.forEach((j, at) => (sums[j] += matrix.values[at]));
  }
  return sums.map((sum) => sum / matrix.rows);
}
