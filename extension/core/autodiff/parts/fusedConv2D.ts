import { runKernel } from '../engine';
import { finish } from './activation';
import type { Parts } from './types';

export const fusedConv2D: Parts = {
  kernel: 'FusedConv2D',
  run: (inputs, attrs) => {
    const { strides, pad, dataFormat, dilations, dimRoundingMode } = attrs;
    const options = { strides, pad, dataFormat, dilations, dimRoundingMode };
    return finish(runKernel('Conv2D', { x: inputs['x'], filter: inputs['filter'] }, options), inputs, attrs);
  },
};
