import type { Kernel } from '../types';
import { convolutionWindows, forEachPosition } from '../windows';
import { computed } from './heap';

export const depthwiseBackpropInput: Kernel = {
  kernel: 'DepthwiseConv2dNativeBackpropInput',
  run: ({ dy, filter }, attrs) => {
    const shape = attrs['inputShape'] as number[];
    const windows = convolutionWindows(shape, filter.shape, attrs, true);
    const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, outChannels } = windows;
    const many = outChannels / inChannels;
    return computed(shape, [dy, filter!], (out, from, weights) => {
      out.fill(0);
      for (let n = 0; n < batchSize; n++)
        forEachPosition(windows, (outRow, outColumn, row, column, down, across) => {
          const at = ((n * outHeight + outRow) * outWidth + outColumn) * outChannels;
          const to = ((n * inHeight + row) * inWidth + column) * inChannels;
          const w = (down * windows.filterWidth + across) * outChannels;
          for (let c = 0; c < outChannels; c++)
            out[to + Math.floor(c / many)] += from[at + c] * weights[w + c];
        });
    });
  },
};
