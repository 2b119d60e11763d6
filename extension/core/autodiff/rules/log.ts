import { reciprocal } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const log = fromInput('Log', (x) => reciprocal(x));
