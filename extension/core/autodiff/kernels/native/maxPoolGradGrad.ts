import type { Kernel } from '../types';
import { poolWindows } from '../windows';
import { nativeOp, poolAttributes } from './ops';

export const maxPoolGradGrad: Kernel = {
  kernel: 'MaxPoolGradGrad',
  run: ({ dy, input, output }, attrs) =>
    nativeOp('MaxPoolGradGrad', [input, output, dy!], poolAttributes(poolWindows(input.shape, attrs))),
};
