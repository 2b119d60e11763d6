import { runKernel } from '../engine';
import type { Rule } from './types';

/** Linear in dy, and locally constant in the input and output that say which number is the largest. */
export const maxPoolGrad: Rule = {
  kernel: 'MaxPoolGrad',
  reads: ['input', 'output'],
  constantIn: ['input', 'output'],
  gradient: ([ddx], { input, attrs }) => ({
    dy: () =>
      runKernel('MaxPoolGradGrad', { dy: ddx, input: input('input'), output: input('output') }, attrs),
  }),
};
