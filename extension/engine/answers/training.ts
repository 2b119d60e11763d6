import type { TrainingColumns } from '../../contract/protocol';
import type { Dataset } from '../dataset/types';
import type { Fitted } from '../session/state';

/** The training rows column by column, in the order of the training part. */
export function trainingColumns({ train, classes }: Dataset, { training }: Fitted): TrainingColumns {
  const { records } = train.file.table;
  const { files } = records;
  return {
    classes: [...classes],
    row: train.rows,
    ...(files && { files: Array.from(train.rows, (row) => files[row]) }),
    line: train.rows.map((row) => records.line[row]),
    label: train.labels,
    predicted: training.predicted,
    probability: new Float64Array(train.labels.length).map(
      (_, i) => training.probabilities[i * classes.length + train.labels[i]],
    ),
  };
}

/** Content hashes of the training rows as two 32-bit halves (high, low), interleaved. */
export function trainingHashes({ train }: Dataset): Uint32Array {
  const { hash } = train.file.table.records;
  const hashes = new Uint32Array(2 * train.rows.length);
  train.rows.forEach((row, i) => {
    hashes[2 * i] = hash[2 * row];
    hashes[2 * i + 1] = hash[2 * row + 1];
  });
  return hashes;
}
