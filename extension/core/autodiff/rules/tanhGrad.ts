import { mul } from '@tensorflow/tfjs-core';
import { runKernel } from '../engine';
import type { Rule } from './types';

/** dy·(1 − y²). */
export const tanhGrad: Rule = {
  kernel: 'TanhGrad',
  reads: ['dy', 'y'],
  gradient: ([ddx], { input }) => ({
    dy: () => runKernel('TanhGrad', { dy: ddx, y: input('y') }),
    y: () => mul(mul(ddx, input('dy')), mul(-2, input('y'))),
  }),
};
