import { exp, mul, neg, square } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const erf = fromInput('Erf', (x) => mul(2 / Math.sqrt(Math.PI), exp(neg(square(x)))));
