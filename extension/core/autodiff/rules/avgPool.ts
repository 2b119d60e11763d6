import { runKernel } from '../engine';
import type { Rule } from './types';

export const avgPool: Rule = {
  kernel: 'AvgPool',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => runKernel('AvgPoolGrad', { dy: dy }, { ...attrs, inputShape: shape('x') }),
  }),
};
