import { neg as negative } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const neg: Rule = { kernel: 'Neg', gradient: ([dy]) => ({ x: () => negative(dy) }) };
