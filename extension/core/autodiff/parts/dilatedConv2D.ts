import { runKernel } from '../engine';
import { dilateFilter, isDilated } from './dilation';
import type { Parts } from './types';

export const dilatedConv2D: Parts = {
  kernel: 'Conv2D',
  applies: ({ dilations }) => isDilated(dilations),
  run: ({ x, filter }, attrs) =>
    runKernel(
      'Conv2D',
      { x: x, filter: dilateFilter(filter, attrs['dilations']) },
      { ...attrs, dilations: 1 },
    ),
};
