import { tensor1d } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { poolWindows } from '../windows';
import { nativeOp, poolAttributes } from './ops';

/** As the backend's own one, which wants the input itself for its shape. */
export const avgPoolGrad: Kernel = {
  kernel: 'AvgPoolGrad',
  run: ({ dy }, attrs) => {
    const shape = attrs['inputShape'] as number[];
    const sizes = tensor1d(shape, 'int32');
    const result = nativeOp('AvgPoolGrad', [sizes, dy!], poolAttributes(poolWindows(shape, attrs)));
    sizes.dispose();
    return result;
  },
};
