import { add, matMul, reshape, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows, type Windows } from '../windows';
import { computed } from './heap';

/** Numbers in one unfolded piece of the input. */
const PIECE = 2 ** 21;

/** A·dy with A the input unfolded to one column for each output position; a piece of the batch at a time. */
export const conv2DBackpropFilter: Kernel = {
  kernel: 'Conv2DBackpropFilter',
  run: ({ x, dy }, attrs) => {
    const filterShape = attrs['filterShape'] as number[];
    const windows = convolutionWindows(x.shape, filterShape, attrs);
    const { batchSize, outHeight, outWidth, outChannels } = windows;
    const patch = filterShape.slice(0, 3).reduce((a, b) => a * b, 1);
    const rows = outHeight * outWidth;
    const piece = Math.max(1, Math.floor(PIECE / (rows * patch)));
    return tidy(() => {
      const flat = reshape(dy, [batchSize * rows, outChannels]);
      let total: Tensor = zeros([patch, outChannels]);
      for (let from = 0; from < batchSize; from += piece) {
        const count = Math.min(piece, batchSize - from);
        total = tidy(() => {
          const unfolded = computed([patch, count * rows], [x!], (out, values) =>
            unfold(out, values as Float32Array, from, count, windows),
          );
          // The backend's own slice takes as long as the product.
          const right = computed([count * rows, outChannels], [flat], (out, values) =>
            out.set(values.subarray(from * rows * outChannels, (from + count) * rows * outChannels)),
          );
          return add(total, matMul(unfolded, right));
        });
      }
      return reshape(total, filterShape);
    });
  },
};

/** Columns of `out` are the numbers under the filter at each output position of these images; 0 beyond the border. */
function unfold(out: Float32Array, x: Float32Array, from: number, count: number, windows: Windows): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = windows;
  const { strideHeight, strideWidth, padInfo } = windows;
  let to = 0;
  for (let down = 0; down < filterHeight; down++)
    for (let across = 0; across < filterWidth; across++) {
      // Output columns whose window has this column inside of the image.
      const first = Math.min(outWidth, Math.max(0, Math.ceil((padInfo.left - across) / strideWidth)));
      const last = Math.max(
        first,
        Math.min(outWidth, Math.floor((inWidth - 1 + padInfo.left - across) / strideWidth) + 1),
      );
      for (let channel = 0; channel < inChannels; channel++)
        for (let n = from; n < from + count; n++)
          for (let outRow = 0; outRow < outHeight; outRow++, to += outWidth) {
            const row = outRow * strideHeight - padInfo.top + down;
            if (row < 0 || row >= inHeight) {
              out.fill(0, to, to + outWidth);
              continue;
            }
            const start = ((n * inHeight + row) * inWidth + across - padInfo.left) * inChannels + channel;
            for (let outColumn = 0; outColumn < first; outColumn++) out[to + outColumn] = 0;
            for (let outColumn = first; outColumn < last; outColumn++)
              out[to + outColumn] = x[start + outColumn * strideWidth * inChannels];
            for (let outColumn = last; outColumn < outWidth; outColumn++) out[to + outColumn] = 0;
          }
    }
}
