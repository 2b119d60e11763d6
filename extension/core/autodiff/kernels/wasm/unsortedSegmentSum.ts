import type { Kernel } from '../types';
import { computed } from './heap';

/** Rows of `x` added up by their number; negative numbers count nowhere. */
export const unsortedSegmentSum: Kernel = {
  kernel: 'UnsortedSegmentSum',
  run: ({ x, segmentIds }, attrs) => {
    const shape = [attrs['numSegments'] as number, ...x.shape.slice(1)];
    const width = x.size / x.shape[0];
    return computed(shape, [x, segmentIds!], (out, values, ids) => {
      out.fill(0);
      for (let i = 0; i < ids.length; i++) {
        if (ids[i] < 0) continue;
        const to = ids[i] * width;
        for (let j = 0; j < width; j++) out[to + j] += values[i * width + j];
      }
    });
  },
};
