import type { Kernel } from '../types';
import { nativeOp } from './ops';

export const tanhGrad: Kernel = {
  kernel: 'TanhGrad',
  run: ({ dy, y }) => nativeOp('TanhGrad', [y!, dy!]),
};
