import { runKernel } from '../engine';
import { finish } from './activation';
import type { Parts } from './types';

export const fusedDepthwiseConv2D: Parts = {
  kernel: 'FusedDepthwiseConv2D',
  run: (inputs, attrs) => {
    const { strides, pad, dilations, dimRoundingMode } = attrs;
    const options = { strides, pad, dilations, dimRoundingMode };
    const x = { x: inputs['x'], filter: inputs['filter'] };
    return finish(runKernel('DepthwiseConv2dNative', x, options), inputs, attrs);
  },
};
