import { runKernel } from '../engine';
import { convolution } from './convolution';
import type { Rule } from './types';

/** Linear in both of its inputs, as the convolution is; also the transposed convolution itself. */
export const conv2DBackpropInput: Rule = {
  kernel: 'Conv2DBackpropInput',
  reads: ['dy', 'filter'],
  gradient: ([ddx], { input, shape, attrs }) => ({
    dy: () => runKernel('Conv2D', { x: ddx, filter: input('filter') }, convolution(attrs)),
    filter: () =>
      runKernel(
        'Conv2DBackpropFilter',
        { x: ddx, dy: input('dy') },
        { ...convolution(attrs), filterShape: shape('filter') },
      ),
  }),
};
