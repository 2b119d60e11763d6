import { cos as cosine } from '@tensorflow/tfjs-core';
import { fromInput } from './elementwise';

export const sin = fromInput('Sin', (x) => cosine(x));
