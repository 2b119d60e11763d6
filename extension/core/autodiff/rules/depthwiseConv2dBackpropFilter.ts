import { runKernel } from '../engine';
import { depthwise } from './convolution';
import type { Rule } from './types';

export const depthwiseConv2dBackpropFilter: Rule = {
  kernel: 'DepthwiseConv2dNativeBackpropFilter',
  reads: ['x', 'dy'],
  gradient: ([ddw], { input, shape, attrs }) => ({
    x: () =>
      runKernel(
        'DepthwiseConv2dNativeBackpropInput',
        { dy: input('dy'), filter: ddw },
        { ...depthwise(attrs), inputShape: shape('x') },
      ),
    dy: () => runKernel('DepthwiseConv2dNative', { x: input('x'), filter: ddw }, depthwise(attrs)),
  }),
};
