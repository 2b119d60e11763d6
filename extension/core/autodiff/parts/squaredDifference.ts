import { square, sub } from '@tensorflow/tfjs-core';
import type { Parts } from './types';

export const squaredDifference: Parts = {
  kernel: 'SquaredDifference',
  run: ({ a, b }) => square(sub(a, b)),
};
