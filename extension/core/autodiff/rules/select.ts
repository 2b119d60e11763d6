import { cast, logicalNot, mul } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const select: Rule = {
  kernel: 'Select',
  reads: ['condition'],
  gradient: ([dy], { input }) => ({
    t: () => mul(dy, cast(input('condition'), 'float32')),
    e: () => mul(dy, cast(logicalNot(input('condition')), 'float32')),
  }),
};
