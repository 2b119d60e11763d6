import type { Tensor } from '@tensorflow/tfjs-core';
import { stockKernel } from '../../engine';
import { namingLookups } from '../lookups';
import type { Kernel } from '../types';

export const gatherV2: Kernel = {
  kernel: 'GatherV2',
  run: (inputs, attrs) => namingLookups(() => stockKernel('GatherV2', inputs, attrs) as Tensor),
};
