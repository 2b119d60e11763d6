import { add, reciprocal } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const log1p = fromInput('Log1p', (x) => reciprocal(add(1, x)));
