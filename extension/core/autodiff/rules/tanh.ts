import { runKernel } from '../engine';
import type { Rule } from './types';

export const tanh: Rule = {
  kernel: 'Tanh',
  readsOutput: true,
  gradient: ([dy], { output }) => ({ x: () => runKernel('TanhGrad', { dy: dy, y: output() }) }),
};
