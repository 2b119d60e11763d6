import { poolWindows } from '../windows';
import type { Kernel } from '../types';
import { computed } from './heap';

/** A window's numbers share its gradient; at the border only those that lie inside count. */
export const avgPoolGrad: Kernel = {
  kernel: 'AvgPoolGrad',
  run: ({ dy }, attrs) => {
    const shape = attrs['inputShape'] as number[];
    const windows = poolWindows(shape, attrs);
    return computed(shape, [dy!], (out, from) => spread(out, from as Float32Array, windows));
  },
};

function spread(out: Float32Array, from: Float32Array, windows: ReturnType<typeof poolWindows>): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = windows;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = windows;
  out.fill(0);
  for (let n = 0; n < batchSize; n++)
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = Math.max(0, outRow * strideHeight - padInfo.top);
      const bottom = Math.min(inHeight, outRow * strideHeight - padInfo.top + filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = Math.max(0, outColumn * strideWidth - padInfo.left);
        const right = Math.min(inWidth, outColumn * strideWidth - padInfo.left + filterWidth);
        const share = 1 / ((bottom - top) * (right - left));
        const at = ((n * outHeight + outRow) * outWidth + outColumn) * channels;
        for (let row = top; row < bottom; row++)
          for (let column = left; column < right; column++) {
            const to = ((n * inHeight + row) * inWidth + column) * channels;
            for (let c = 0; c < channels; c++) out[to + c] += share * from[at + c];
          }
      }
    }
}
