import { mul } from '@tensorflow/tfjs-core';
import { runKernel } from '../engine';
import type { Rule } from './types';

/** dy·(1 − y²). */
export const tanhGrad: Rule = {
  kernel: 'TanhGrad',
  reads: ['dy', 'y'],
  prepares: { by: 'y', compute: ({ input }) => mul(mul(-2, input('y')), input('dy')) },
  gradient: ([ddx], { input, prepared }) => ({
    dy: () => runKernel('TanhGrad', { dy: ddx, y: input('y') }),
    y: () => mul(ddx, prepared!()),
  }),
};
