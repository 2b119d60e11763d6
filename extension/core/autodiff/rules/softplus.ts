import { sigmoid } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const softplus = fromInput('Softplus', (x) => sigmoid(x));
