import { runKernel } from '../engine';
import { depthwise } from './convolution';
import type { Rule } from './types';

export const depthwiseConv2dBackpropInput: Rule = {
  kernel: 'DepthwiseConv2dNativeBackpropInput',
  reads: ['dy', 'filter'],
  gradient: ([ddx], { input, shape, attrs }) => ({
    dy: () => runKernel('DepthwiseConv2dNative', { x: ddx, filter: input('filter') }, depthwise(attrs)),
    filter: () =>
      runKernel(
        'DepthwiseConv2dNativeBackpropFilter',
        { x: ddx, dy: input('dy') },
        { ...depthwise(attrs), filterShape: shape('filter') },
      ),
  }),
};
