import { add } from '@tensorflow/tfjs-core';
import type { Parts } from './types';

export const addN: Parts = {
  kernel: 'AddN',
  run: (inputs) => Object.values(inputs).reduce((sum, term) => add(sum, term)),
};
