import { reshape, util } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const sum: Rule = {
  kernel: 'Sum',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const whole = shape('x');
      const axes = util.parseAxisParam(attrs['axis'] as number[], whole);
      return reshape(
        dy,
        whole.map((size, axis) => (axes.includes(axis) ? 1 : size)),
      );
    },
  }),
};
