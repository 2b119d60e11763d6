import { poolWindows } from '../windows';
import type { Kernel } from '../types';
import { computed } from './heap';
import { largestPositions } from './largest';

/** The backend's own one is wrong for windows of negative numbers and for ties: the first largest number takes all. */
export const maxPoolGrad: Kernel = {
  kernel: 'MaxPoolGrad',
  run: ({ dy, input }, attrs) => {
    const windows = poolWindows(input.shape, attrs);
    const positions = largestPositions(input, windows);
    return computed(input.shape, [dy!], (out, from) => {
      out.fill(0);
      for (let i = 0; i < positions.length; i++) out[positions[i]] += from[i];
    });
  },
};
