import { mul, square } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';

export const rsqrt = fromOutput('Rsqrt', (y) => mul(-0.5, mul(y, square(y))));
