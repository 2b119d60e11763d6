import { add, matMul, reshape, slice, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows, type Windows } from '../windows';
import { computed } from './heap';

/** Numbers in one unfolded piece of the input. */
const PIECE = 2 ** 21;

/** Aᵀ·dy with A the input unfolded to one row for each output position; a piece of the batch at a time. */
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
          const unfolded = computed([count * rows, patch], [x!], (out, values) =>
            unfold(out, values as Float32Array, from, count, windows),
          );
          const right = slice(flat, [from * rows, 0], [count * rows, outChannels]);
          return add(total, matMul(unfolded, right, true));
        });
      }
      return reshape(total, filterShape);
    });
  },
};

/** Rows of `out` are the numbers under the filter at each output position of these images; 0 beyond the border. */
function unfold(out: Float32Array, x: Float32Array, from: number, count: number, windows: Windows): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = windows;
  const line = filterWidth * inChannels;
  let to = 0;
  for (let n = from; n < from + count; n++)
    for (let outRow = 0; outRow < outHeight; outRow++)
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * windows.strideWidth - padInfo.left;
        for (let down = 0; down < filterHeight; down++, to += line) {
          const row = outRow * windows.strideHeight - padInfo.top + down;
          if (row < 0 || row >= inHeight) {
            out.fill(0, to, to + line);
            continue;
          }
          const start = ((n * inHeight + row) * inWidth + left) * inChannels;
          const first = Math.max(0, -left) * inChannels;
          const last = Math.min(filterWidth, inWidth - left) * inChannels;
          for (let k = 0; k < first; k++) out[to + k] = 0;
          for (let k = first; k < last; k++) out[to + k] = x[start + k];
          for (let k = Math.max(first, last); k < line; k++) out[to + k] = 0;
        }
      }
}
