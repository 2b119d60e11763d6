import { mul, sub, sum } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const softmax: Rule = {
  kernel: 'Softmax',
  readsOutput: true,
  gradient: ([dy], { output, attrs }) => ({
    logits: () => {
      const weighted = mul(dy, output());
      return sub(weighted, mul(sum(weighted, attrs['dim'] as number, true), output()));
    },
  }),
};
