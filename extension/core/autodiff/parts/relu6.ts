import { clipByValue } from '@tensorflow/tfjs-core';
import type { Parts } from './types';

export const relu6: Parts = { kernel: 'Relu6', run: ({ x }) => clipByValue(x, 0, 6) };
