import { mean, reshape } from '@tensorflow/tfjs-core';
import type { RowsStage } from '../architecture';
import type { Builder } from './types';

export const rows: Builder<RowsStage> = ({ kind }) => ({
  parameters: [],
  apply: (x) => (kind === 'average' ? mean(x, [1, 2]) : reshape(x, [x.shape[0], -1])),
});
