import { mul } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

export const multiply: Rule = {
  kernel: 'Multiply',
  reads: ['a', 'b'],
  gradient: ([dy], { input, shape }) => ({
    a: () => sumTo(mul(dy, input('b')), shape('a')),
    b: () => sumTo(mul(dy, input('a')), shape('b')),
  }),
};
