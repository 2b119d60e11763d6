import type { Kernel } from '../types';
import { computed } from './heap';

export const tanhGrad: Kernel = {
  kernel: 'TanhGrad',
  run: ({ dy, y }) =>
    computed(dy.shape, [dy, y!], (out, from, values) => {
      for (let i = 0; i < out.length; i++) out[i] = from[i] * (1 - values[i] * values[i]);
    }),
};
