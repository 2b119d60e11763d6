import { runKernel } from '../engine';
import { convolution } from './convolution';
import type { Rule } from './types';

export const conv2DBackpropFilter: Rule = {
  kernel: 'Conv2DBackpropFilter',
  reads: ['x', 'dy'],
  gradient: ([ddw], { input, shape, attrs }) => ({
    x: () =>
      runKernel(
        'Conv2DBackpropInput',
        { dy: input('dy'), filter: ddw },
        { ...convolution(attrs), inputShape: shape('x') },
      ),
    dy: () => runKernel('Conv2D', { x: input('x'), filter: ddw }, convolution(attrs)),
  }),
};
