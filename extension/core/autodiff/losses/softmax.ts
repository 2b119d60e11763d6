import { add, mul, neg, softmax, sub, sum } from '@tensorflow/tfjs-core';
import type { Loss } from './types';

/** Cross-entropy of a softmax over K scores; targets are 1 for the class of the row and 0 elsewhere. */
export const softmaxCrossEntropy: Loss = {
  name: 'softmax cross-entropy',
  residuals(scores, targets) {
    // p − 1 of the own class loses all digits where p rounds to 1; it is minus the sum of the other probabilities.
    const others = mul(softmax(scores), sub(1, targets));
    return add(others, neg(mul(targets, sum(others, -1, true))));
  },
  curvature: {
    kernel: 'SoftmaxResiduals',
    reads: ['scores'],
    prepares: { by: 'scores', compute: ({ input }) => softmax(input('scores')) },
    gradient: ([dr], { prepared }) => ({
      scores: () => {
        const p = prepared!();
        const weighted = mul(p, dr);
        return sub(weighted, mul(p, sum(weighted, -1, true)));
      },
    }),
  },
  losses(scores, targets, classes) {
    const losses = new Float64Array(scores.length / classes);
    for (let i = 0; i < losses.length; i++) {
      const own = i * classes + targets.subarray(i * classes, (i + 1) * classes).indexOf(1);
      let rest = 0;
      let largest = -Infinity;
      for (let at = i * classes; at < (i + 1) * classes; at++)
        if (at !== own) largest = Math.max(largest, scores[at] - scores[own]);
      for (let at = i * classes; at < (i + 1) * classes; at++)
        if (at !== own) rest += Math.exp(scores[at] - scores[own] - Math.max(largest, 0));
      // log(1 + Σ e^m), with the largest exponent taken out when it is above 0.
      losses[i] = largest > 0 ? largest + Math.log(rest + Math.exp(-largest)) : Math.log1p(rest);
    }
    return losses;
  },
};
