import { fitHead, restoreHead } from './brought/head';
import type { ModelFamily } from './types';

/**
 * A model that was trained elsewhere: its last layer on the features that those before it give, or layers as they were trained.
 * The latter need TensorFlow.js, and are loaded only when they are asked for.
 */
export const keras: ModelFamily<'keras'> = {
  type: 'keras',
  fit: async (problem, config, context) =>
    config.layers === 'last'
      ? fitHead(problem, config, context)
      : (await import('./brought/network')).asTrained(problem, config, context),
  restore: async (problem, config, saved, context) =>
    config.layers === 'last'
      ? restoreHead(problem, config, saved, context)
      : (await import('./brought/network')).asTrained(problem, config, context),
};
