import { add, mul } from '@tensorflow/tfjs-core';
import { positive } from './masks';
import type { Rule } from './types';

export const leakyRelu: Rule = {
  kernel: 'LeakyRelu',
  reads: ['x'],
  gradient: ([dy], { input, attrs }) => {
    const alpha = attrs['alpha'] as number;
    return { x: () => mul(dy, add(alpha, mul(1 - alpha, positive(input('x'))))) };
  },
};
