import { reshape } from '@tensorflow/tfjs-core';
import { LensError } from '../../../contract/errors';
import { runKernel } from '../engine';
import type { Rule } from './types';

/** Rows of a table by number, as embeddings look them up. */
export const gatherV2: Rule = {
  kernel: 'GatherV2',
  // What is looked up is read by derivatives by presence (inputs.ts).
  reads: ['x', 'indices'],
  gradient: ([dy], { input, shape, attrs }) => ({
    x: () => {
      if (attrs['axis'] !== 0 || (attrs['batchDims'] ?? 0) !== 0)
        throw new LensError('model', 'The model gathers along an axis that is not the first.');
      const [rows, ...inner] = shape('x') as [number, ...number[]];
      const indices = input('indices');
      return runKernel(
        'UnsortedSegmentSum',
        {
          x: reshape(dy, [indices.size, ...inner]),
          segmentIds: reshape(indices, [indices.size]),
        },
        { numSegments: rows },
      );
    },
  }),
};
