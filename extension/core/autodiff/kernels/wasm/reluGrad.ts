import type { Kernel } from '../types';
import { computed } from './heap';

export const reluGrad: Kernel = {
  kernel: 'ReluGrad',
  run: ({ dy, y }) =>
    computed(dy.shape, [dy, y!], (out, from, values) => {
      for (let i = 0; i < out.length; i++) out[i] = values[i] > 0 ? from[i] : 0;
    }),
};
