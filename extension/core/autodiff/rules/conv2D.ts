import { runKernel } from '../engine';
import { convolution } from './convolution';
import type { Rule } from './types';

export const conv2D: Rule = {
  kernel: 'Conv2D',
  reads: ['x', 'filter'],
  gradient: ([dy], { input, shape, attrs }) => ({
    x: () =>
      runKernel(
        'Conv2DBackpropInput',
        { dy: dy, filter: input('filter') },
        { ...convolution(attrs), inputShape: shape('x') },
      ),
    filter: () =>
      runKernel(
        'Conv2DBackpropFilter',
        { x: input('x'), dy: dy },
        { ...convolution(attrs), filterShape: shape('filter') },
      ),
  }),
};
