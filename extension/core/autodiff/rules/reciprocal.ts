import { neg, square } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';

export const reciprocal = fromOutput('Reciprocal', (y) => neg(square(y)));
