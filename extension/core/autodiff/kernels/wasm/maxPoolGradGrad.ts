import { poolWindows } from '../windows';
import type { Kernel } from '../types';
import { computed } from './heap';
import { largestPositions } from './largest';

/** What stands in `dy` (in the shape of the input) where the largest number of each window is. */
export const maxPoolGradGrad: Kernel = {
  kernel: 'MaxPoolGradGrad',
  run: ({ dy, input, output }, attrs) => {
    const positions = largestPositions(input, poolWindows(input.shape, attrs));
    return computed(output.shape, [dy!], (out, from) => {
      for (let i = 0; i < out.length; i++) out[i] = from[positions[i]];
    });
  },
};
