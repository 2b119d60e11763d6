import type { ModelFamily } from './types';

/** Multilayer perceptron with a softmax over its scores. It loads TensorFlow.js, and so is loaded itself only when it is asked for. */
export const mlp: ModelFamily<'mlp'> = {
  type: 'mlp',
  seeded: true,
  fit: async (...given) => (await import('./network/fit')).fitNetwork(...given),
  restore: async (...given) => (await import('./network/fit')).restoreNetwork(...given),
};
