import type { Scorer } from '../types';

/** 1 − exp(−ℓ): for a cross-entropy loss the probability that the fitted model gives to all other labels. */
export const loss: Scorer = {
  name: 'loss',
  explanation:
    'How badly the fitted model predicts the given label, the row itself having been part of the fit.',
  score: ({ rows }) => rows.loss.map((l) => -Math.expm1(-l)),
};
