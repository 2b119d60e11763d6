import { sizeOf } from '../../../tables/shapes';
import { outOfRange } from '../lookups';
import type { Kernel } from '../types';
import { computed } from './heap';

/** The backend's own finds the place of every number anew; here whole rows are copied, as embeddings look them up. */
export const gatherV2: Kernel = {
  kernel: 'GatherV2',
  applies: ({ x, indices }, attrs) =>
    x.dtype === 'float32' && indices.dtype === 'int32' && (attrs['batchDims'] ?? 0) === 0,
  run: ({ x, indices }, attrs) => {
    const axis = ((attrs['axis'] as number) + x.rank) % x.rank;
    const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
    const side = x.shape[axis];
    const row = sizeOf(after);
    for (const place of indices.dataSync()) if (place < 0 || place >= side) throw outOfRange(place, side - 1);
    return computed([...before, ...indices.shape, ...after], [x, indices], (out, values, places) => {
      let to = 0;
      for (let outer = 0; outer < sizeOf(before); outer++) {
        for (const place of places) {
          let from = (outer * side + place) * row;
          for (const end = to + row; to < end;) out[to++] = values[from++];
        }
      }
    });
  },
};
