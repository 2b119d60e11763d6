import { reshape as shaped } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const reshape: Rule = {
  kernel: 'Reshape',
  gradient: ([dy], { shape }) => ({ x: () => shaped(dy, shape('x')) }),
};
