import { mul, type Tensor } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

/** The rule of y = f(x), number by number, from f′ as a function of x. */
export function fromInput(kernel: string, derivative: (x: Tensor) => Tensor): Rule {
  return {
    kernel,
    reads: ['x'],
    gradient: ([dy], { input }) => ({ x: () => mul(dy, derivative(input('x'))) }),
  };
}

/** The same from f′ as a function of y, which the next operation often keeps anyway. */
export function fromOutput(kernel: string, derivative: (y: Tensor) => Tensor): Rule {
  return {
    kernel,
    readsOutput: true,
    gradient: ([dy], { output }) => ({ x: () => mul(dy, derivative(output())) }),
  };
}
