import { cast, div, equal, mul, reshape, sum, util } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

/** Equal largest numbers share the gradient. */
export const max: Rule = {
  kernel: 'Max',
  reads: ['x'],
  readsOutput: true,
  gradient: ([dy], { input, output, shape, attrs }) => ({
    x: () => {
      const whole = shape('x');
      const axes = util.parseAxisParam((attrs['reductionIndices'] ?? attrs['axis']) as number[], whole);
      const kept = whole.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const largest = cast(equal(input('x'), reshape(output(), kept)), 'float32');
      return mul(div(largest, sum(largest, axes, true)), reshape(dy, kept));
    },
  }),
};
