import { neg, sin as sine } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const cos = fromInput('Cos', (x) => neg(sine(x)));
