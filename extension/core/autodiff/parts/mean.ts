import { mul, sum, util } from '@tensorflow/tfjs-core';
import type { Parts } from './types';

export const mean: Parts = {
  kernel: 'Mean',
  run: ({ x }, { axis, keepDims }) => {
    const axes = util.parseAxisParam(axis as number[], x.shape);
    const count = axes.reduce((product, at) => product * x.shape[at], 1);
    return mul(sum(x, axes, keepDims === true), 1 / count);
  },
};
