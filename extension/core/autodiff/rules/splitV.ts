import { concat } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const splitV: Rule = {
  kernel: 'SplitV',
  gradient: (dys, { attrs }) => ({ x: () => concat(dys.slice(), attrs['axis'] as number) }),
};
