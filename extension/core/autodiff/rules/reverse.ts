import { reverse as reversed } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const reverse: Rule = {
  kernel: 'Reverse',
  gradient: ([dy], { attrs }) => ({ x: () => reversed(dy, attrs['dims'] as number[]) }),
};
