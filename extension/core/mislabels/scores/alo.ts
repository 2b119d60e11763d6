import type { Scorer } from '../types';
import { bestOther } from '../suggestion';

/**
 * The margin by which the held-out model prefers another label: (1 + p_other − p_own) / 2 with approximate leave-one-out
 * probabilities (definitions: Self-influence, leverage, leave-one-out). 0.5 is a tie; for two classes it is 1 − p_own.
 */
export const alo: Scorer = {
  name: 'alo',
  explanation:
    'How much more likely another label is than the given one, for a model that has not seen the row.',
  score({ labels, classes, rows }) {
    const p = rows.looProbabilities;
    return Float64Array.from(labels, (own, i) => {
      const other = bestOther(p, i, own, classes);
      return (1 + p[i * classes + other] - p[i * classes + own]) / 2;
    });
  },
};
