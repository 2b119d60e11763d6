import { runKernel } from '../engine';
import { depthwise } from './convolution';
import type { Rule } from './types';

export const depthwiseConv2d: Rule = {
  kernel: 'DepthwiseConv2dNative',
  reads: ['x', 'filter'],
  gradient: ([dy], { input, shape, attrs }) => ({
    x: () =>
      runKernel(
        'DepthwiseConv2dNativeBackpropInput',
        { dy: dy, filter: input('filter') },
        { ...depthwise(attrs), inputShape: shape('x') },
      ),
    filter: () =>
      runKernel(
        'DepthwiseConv2dNativeBackpropFilter',
        { x: input('x'), dy: dy },
        { ...depthwise(attrs), filterShape: shape('filter') },
      ),
  }),
};
