import { div, mul, neg } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

export const realDiv: Rule = {
  kernel: 'RealDiv',
  reads: ['b'],
  readsOutput: true,
  gradient: ([dy], { input, output, shape }) => ({
    a: () => sumTo(div(dy, input('b')), shape('a')),
    b: () => neg(sumTo(div(mul(dy, output()), input('b')), shape('b'))),
  }),
};
