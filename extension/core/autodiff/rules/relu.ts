import { runKernel } from '../engine';
import type { Rule } from './types';

export const relu: Rule = {
  kernel: 'Relu',
  readsOutput: true,
  gradient: ([dy], { output }) => ({ x: () => runKernel('ReluGrad', { dy: dy, y: output() }) }),
};
