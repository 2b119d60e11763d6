import { split, util } from '@tensorflow/tfjs-core';
import type { InputGradients, Rule } from './types';

export const concat: Rule = {
  kernel: 'Concat',
  gradient: ([dy], { names, shape, attrs }) => {
    const [axis] = util.parseAxisParam(attrs['axis'] as number, dy.shape) as [number];
    const parts = split(
      dy,
      names.map((name) => shape(name)[axis]),
      axis,
    );
    return Object.fromEntries(names.map((name, i) => [name, () => parts[i]])) as InputGradients;
  },
};
