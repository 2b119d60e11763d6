import { reshape } from '@tensorflow/tfjs-core';
import type { ImageStage } from '../architecture';
import type { Builder } from './types';

export const image: Builder<ImageStage> = ({ shape }) => ({
  parameters: [],
  apply: (x) => reshape(x, [x.shape[0], ...shape]),
});
