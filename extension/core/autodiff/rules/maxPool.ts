import { runKernel } from '../engine';
import type { Rule } from './types';

export const maxPool: Rule = {
  kernel: 'MaxPool',
  reads: ['x'],
  readsOutput: true,
  gradient: ([dy], { input, output, attrs }) => ({
    x: () => runKernel('MaxPoolGrad', { dy: dy, input: input('x'), output: output() }, attrs),
  }),
};
