import { add, mul, sub } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import { positive } from './masks';
import type { Rule } from './types';

export const prelu: Rule = {
  kernel: 'Prelu',
  reads: ['x', 'alpha'],
  gradient: ([dy], { input, shape }) => {
    const below = () => sub(1, positive(input('x')));
    return {
      x: () => mul(dy, add(positive(input('x')), mul(below(), input('alpha')))),
      alpha: () => sumTo(mul(dy, mul(below(), input('x'))), shape('alpha')),
    };
  },
};
