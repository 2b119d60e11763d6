import { runKernel } from '../engine';
import { dilateFilter, isDilated } from './dilation';
import type { Parts } from './types';

export const dilatedDepthwiseConv2D: Parts = {
  kernel: 'DepthwiseConv2dNative',
  applies: ({ dilations }) => isDilated(dilations),
  run: ({ x, filter }, attrs) =>
    runKernel(
      'DepthwiseConv2dNative',
      { x: x, filter: dilateFilter(filter, attrs['dilations']) },
      { ...attrs, dilations: 1 },
    ),
};
