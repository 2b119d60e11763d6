import { reshape, tile, util } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const sum: Rule = {
  kernel: 'Sum',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const whole = shape('x');
      const axes = util.parseAxisParam(attrs['axis'] as number[], whole);
      const kept = whole.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return tile(
        reshape(dy, kept),
        whole.map((size, axis) => (kept[axis] === size ? 1 : size)),
      );
    },
  }),
};
