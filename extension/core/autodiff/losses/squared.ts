import { mul, sub } from '@tensorflow/tfjs-core';
import type { Loss } from './types';

/** Mean over the K scores of (z − y)². */
export const meanSquaredError: Loss = {
  name: 'mean squared error',
  residuals: (scores, targets) => mul(sub(scores, targets), 2 / scores.shape.at(-1)!),
  curvature: {
    kernel: 'SquaredResiduals',
    gradient: ([dr], { shape }) => ({ scores: () => mul(dr, 2 / shape('scores').at(-1)!) }),
  },
  losses(scores, targets, classes) {
    const losses = new Float64Array(scores.length / classes);
    scores.forEach((z, at) => (losses[Math.floor(at / classes)] += (z - targets[at]) ** 2 / classes));
    return losses;
  },
};
