import { div } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';

export const sqrt = fromOutput('Sqrt', (y) => div(0.5, y));
