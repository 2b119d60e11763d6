import { matMul } from '@tensorflow/tfjs-core';
import { sumTo } from './broadcasting';
import type { Rule } from './types';

export const batchMatMul: Rule = {
  kernel: 'BatchMatMul',
  reads: ['a', 'b'],
  gradient: ([dy], { input, shape, attrs }) => {
    const ta = attrs['transposeA'] === true;
    const tb = attrs['transposeB'] === true;
    return {
      a: () => sumTo(ta ? matMul(input('b'), dy, tb, true) : matMul(dy, input('b'), false, !tb), shape('a')),
      b: () => sumTo(tb ? matMul(dy, input('a'), true, ta) : matMul(input('a'), dy, !ta, false), shape('b')),
    };
  },
};
