import { neg } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

export const sub: Rule = {
  kernel: 'Sub',
  gradient: ([dy], { shape }) => ({ a: () => sumTo(dy, shape('a')), b: () => neg(sumTo(dy, shape('b'))) }),
};
