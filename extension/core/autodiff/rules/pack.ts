import { unstack } from '@tensorflow/tfjs-core';
import type { InputGradients, Rule } from './types';

export const pack: Rule = {
  kernel: 'Pack',
  gradient: ([dy], { names, attrs }) => {
    const parts = unstack(dy, attrs['axis'] as number);
    return Object.fromEntries(names.map((name, i) => [name, () => parts[i]])) as InputGradients;
  },
};
