import { fitHead, restoreHead } from './brought/head';
import type { ModelFamily } from './types';

/** A model that was trained elsewhere: its last layer on the features that those before it give. */
export const keras: ModelFamily<'keras'> = { type: 'keras', fit: fitHead, restore: restoreHead };
