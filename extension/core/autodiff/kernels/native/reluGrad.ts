import type { Kernel } from '../types';
import { nativeOp } from './ops';

export const reluGrad: Kernel = {
  kernel: 'ReluGrad',
  run: ({ dy, y }) => nativeOp('ReluGrad', [dy, y!]),
};
