import { reshape, sum } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const tile: Rule = {
  kernel: 'Tile',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const reps = attrs['reps'] as number[];
      // One repeated axis at a time: backends differ in how many axes they take.
      return reps.reduce((dx, times, axis) => {
        if (times === 1) return dx;
        const size = shape('x')[axis];
        const around = (sizes: number[], middle: number[]) => [
          ...sizes.slice(0, axis),
          ...middle,
          ...sizes.slice(axis + 1),
        ];
        const flat = reshape(dx, [
          dx.shape.slice(0, axis).reduce((a, b) => a * b, 1),
          times,
          size * dx.shape.slice(axis + 1).reduce((a, b) => a * b, 1),
        ]);
        return reshape(sum(flat, 1), around(dx.shape, [size]));
      }, dy);
    },
  }),
};
