import { cast, greaterEqual, lessEqual, logicalAnd, mul } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const clipByValue: Rule = {
  kernel: 'ClipByValue',
  reads: ['x'],
  gradient: ([dy], { input, attrs }) => ({
    x: () => {
      const x = input('x');
      const { clipValueMin, clipValueMax } = attrs as { clipValueMin: number; clipValueMax: number };
      return mul(dy, cast(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), 'float32'));
    },
  }),
};
