import { transpose as permuted } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const transpose: Rule = {
  kernel: 'Transpose',
  gradient: ([dy], { attrs }) => ({
    x: () => {
      const perm = attrs['perm'] as number[];
      return permuted(
        dy,
        perm.map((_, axis) => perm.indexOf(axis)),
      );
    },
  }),
};
