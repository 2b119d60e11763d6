import { sign } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const abs = fromInput('Abs', (x) => sign(x));
