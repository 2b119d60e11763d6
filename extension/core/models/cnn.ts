import type { ModelFamily } from './types';

/** Convolutional network with a softmax over its scores. It loads TensorFlow.js, and so is loaded itself only when it is asked for. */
export const cnn: ModelFamily<'cnn'> = {
  type: 'cnn',
  seeded: true,
  fit: async (...given) => (await import('./network/fit')).fitNetwork(...given),
  restore: async (...given) => (await import('./network/fit')).restoreNetwork(...given),
};
