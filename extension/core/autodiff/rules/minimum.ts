import { cast, greater, lessEqual, mul } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

/** Where both are equal the first counts as the smaller one. */
export const minimum: Rule = {
  kernel: 'Minimum',
  reads: ['a', 'b'],
  gradient: ([dy], { input, shape }) => ({
    a: () => sumTo(mul(dy, cast(lessEqual(input('a'), input('b')), 'float32')), shape('a')),
    b: () => sumTo(mul(dy, cast(greater(input('a'), input('b')), 'float32')), shape('b')),
  }),
};
