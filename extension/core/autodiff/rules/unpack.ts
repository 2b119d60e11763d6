import { stack } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const unpack: Rule = {
  kernel: 'Unpack',
  gradient: (dys, { attrs }) => ({ value: () => stack(dys.slice(), attrs['axis'] as number) }),
};
