/** A small ranking of labels, four training rows of two classes. Positions 1 and 2 are suspect; 0 and 3 are alike. */
import type { RankedLabels } from '../../../../extension/contract/panel';
import { smallResult } from './result';

export function smallRanking(): RankedLabels {
  const { head, solver } = smallResult();
  return {
    head,
    file: '/data/spam/train.csv',
    solver,
    score: 'alo',
    balanced: false,
    columns: [
      { name: 'x', kind: 'numeric' },
      { name: 'label', kind: 'label' },
    ],
    training: {
      classes: ['ham', 'spam'],
      row: Int32Array.of(0, 2, 3, 5),
      line: Int32Array.of(2, 4, 6, 8),
      label: Int32Array.of(0, 0, 1, 0),
      predicted: Int32Array.of(0, 1, 0, 0),
      probability: Float64Array.of(0.9, 0.2, 0.4, 0.95),
    },
    suspicion: Float64Array.of(0.2, 0.9, 0.7, 0.1),
    selfInfluence: Float64Array.of(1, 9, 4, 0.5),
    leverage: Float64Array.of(0.1, 0.5, 0.2, 0.1),
    loss: Float64Array.of(0.1, 1.6, 0.9, 0.05),
    looProbability: Float64Array.of(0.8, 0.1, 0.3, 0.9),
    suggested: Int32Array.of(1, 1, 0, 1),
    suggestedProbability: Float64Array.of(0.2, 0.9, 0.7, 0.1),
    duplicates: Int32Array.of(0, -1, -1, 0),
    conflicting: Uint8Array.of(0, 0, 0, 0),
    order: Int32Array.of(1, 2, 0, 3),
    hashes: Uint32Array.of(0, 10, 0, 11, 0, 12, 0, 13),
  };
}
