import { mul, pow as power, sub } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

/** By the base only: exponents are constants in all layers. */
export const pow: Rule = {
  kernel: 'Pow',
  reads: ['a', 'b'],
  gradient: ([dy], { input, shape }) => ({
    a: () => sumTo(mul(dy, mul(input('b'), power(input('a'), sub(input('b'), 1)))), shape('a')),
  }),
};
