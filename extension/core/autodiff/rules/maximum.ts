import { cast, greaterEqual, less, mul } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

/** Where both are equal the first counts as the larger one. */
export const maximum: Rule = {
  kernel: 'Maximum',
  reads: ['a', 'b'],
  gradient: ([dy], { input, shape }) => ({
    a: () => sumTo(mul(dy, cast(greaterEqual(input('a'), input('b')), 'float32')), shape('a')),
    b: () => sumTo(mul(dy, cast(less(input('a'), input('b')), 'float32')), shape('b')),
  }),
};
