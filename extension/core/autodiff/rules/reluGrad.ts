import { runKernel } from '../engine';
import type { Rule } from './types';

/** dy where y > 0: linear in dy, and locally constant in y. */
export const reluGrad: Rule = {
  kernel: 'ReluGrad',
  reads: ['y'],
  constantIn: ['y'],
  gradient: ([ddx], { input }) => ({
    dy: () => runKernel('ReluGrad', { dy: ddx, y: input('y') }),
  }),
};
