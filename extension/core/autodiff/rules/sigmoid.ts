import { mul, sub } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';

export const sigmoid = fromOutput('Sigmoid', (y) => mul(y, sub(1, y)));
