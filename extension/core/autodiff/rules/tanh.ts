import { square, sub } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';

export const tanh = fromOutput('Tanh', (y) => sub(1, square(y)));
