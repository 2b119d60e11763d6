import { mul, step } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';

export const reluGrad: Kernel = {
  kernel: 'ReluGrad',
  run: ({ dy, y }) => mul(dy, step(y)),
};
