import { pad } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const slice: Rule = {
  kernel: 'Slice',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const begin = attrs['begin'] as number[];
      return pad(
        dy,
        shape('x').map((size, axis) => [begin[axis], size - begin[axis] - dy.shape[axis]]),
      );
    },
  }),
};
