import { reshape, util } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const sum: Rule = {
  kernel: 'Sum',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const whole = shape('x');
      const axes = util.parseAxisParam(attrs['axis'] as number[], whole);
      // Without leading axes it is the same to all that it is added to or repeated for.
      if (dy.rank === whole.length - axes.length && axes.every((axis) => axis < axes.length)) return dy;
      return reshape(
        dy,
        whole.map((size, axis) => (axes.includes(axis) ? 1 : size)),
      );
    },
  }),
};
