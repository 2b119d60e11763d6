import type { RowScores } from '../../core/models/types';
import { requireFinite } from './finite';

/** Held-out probability of each row's own label. */
export function ownProbabilities({ looProbabilities }: RowScores, labels: Int32Array): Float64Array {
  const classes = looProbabilities.length / labels.length;
  return requireFinite(
    'held-out probability',
    Float64Array.from(labels, (label, i) => looProbabilities[i * classes + label]),
  );
}
