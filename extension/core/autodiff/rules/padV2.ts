import { slice } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const padV2: Rule = {
  kernel: 'PadV2',
  gradient: ([dy], { shape, attrs }) => ({
    x: () => {
      const paddings = attrs['paddings'] as [number, number][];
      return slice(
        dy,
        paddings.map(([before]) => before),
        shape('x'),
      );
    },
  }),
};
