import { mul, neg, sigmoid, sub } from '@tensorflow/tfjs-core';
import type { Loss } from './types';

/** Sum of the binary cross-entropies of K scores; targets are 0 or 1 each (several labels a row, or one of two classes). */
export const sigmoidCrossEntropy: Loss = {
  name: 'sigmoid cross-entropy',
  residuals(scores, targets) {
    // σ(z) − y as ∓σ(∓z): no cancellation where the model is sure.
    const sign = sub(mul(2, targets), 1);
    return neg(mul(sign, sigmoid(neg(mul(sign, scores)))));
  },
  curvature: {
    kernel: 'SigmoidResiduals',
    reads: ['scores'],
    prepares: {
      by: 'scores',
      compute: ({ input }) => mul(sigmoid(input('scores')), sigmoid(neg(input('scores')))),
    },
    gradient: ([dr], { prepared }) => ({ scores: () => mul(dr, prepared!()) }),
  },
  losses(scores, targets, classes) {
    const losses = new Float64Array(scores.length / classes);
    scores.forEach((z, at) => {
      const m = targets[at] === 1 ? -z : z;
      losses[Math.floor(at / classes)] += Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m)));
    });
    return losses;
  },
};
