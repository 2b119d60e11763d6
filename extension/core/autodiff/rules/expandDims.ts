import { reshape } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const expandDims: Rule = {
  kernel: 'ExpandDims',
  gradient: ([dy], { shape }) => ({ input: () => reshape(dy, shape('input')) }),
};
