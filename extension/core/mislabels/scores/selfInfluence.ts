import type { Scorer } from '../types';

/** Self-influence s ≥ 0 as s / (1 + s): the ranking of Koh & Liang, Section 5.4, on a scale from 0 to 1. */
export const selfInfluence: Scorer = {
  name: 'self-influence',
  explanation:
    'How strongly the row bends the model towards its own label: wrong labels have to be learned by heart.',
  score: ({ rows }) => rows.selfInfluence.map((s) => s / (1 + s)),
};
