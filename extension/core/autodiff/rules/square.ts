import { mul } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const square = fromInput('Square', (x) => mul(2, x));
