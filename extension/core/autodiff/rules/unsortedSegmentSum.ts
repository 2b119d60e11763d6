import { gather } from '@tensorflow/tfjs-core';
import type { Rule } from './types';

export const unsortedSegmentSum: Rule = {
  kernel: 'UnsortedSegmentSum',
  reads: ['segmentIds'],
  gradient: ([dy], { input }) => ({ x: () => gather(dy, input('segmentIds')) }),
};
