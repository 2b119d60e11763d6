import type { Kernel } from '../types';
import { convolutionWindows, forEachPosition } from '../windows';
import { computed } from './heap';

export const depthwiseBackpropFilter: Kernel = {
  kernel: 'DepthwiseConv2dNativeBackpropFilter',
  run: ({ x, dy }, attrs) => {
    const shape = attrs['filterShape'] as number[];
    const windows = convolutionWindows(x.shape, shape, attrs, true);
    const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, outChannels } = windows;
    const many = outChannels / inChannels;
    return computed(shape, [x, dy!], (out, values, from) => {
      out.fill(0);
      for (let n = 0; n < batchSize; n++)
        forEachPosition(windows, (outRow, outColumn, row, column, down, across) => {
          const at = ((n * outHeight + outRow) * outWidth + outColumn) * outChannels;
          const x0 = ((n * inHeight + row) * inWidth + column) * inChannels;
          const w = (down * windows.filterWidth + across) * outChannels;
          for (let c = 0; c < outChannels; c++)
            out[w + c] += values[x0 + Math.floor(c / many)] * from[at + c];
        });
    });
  },
};
