import { add, matMul, pad, reshape, type Tensor, tidy, transpose, zeros } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows, type Windows } from '../windows';
import { computed } from './heap';
import { unfoldStrided } from './unfoldStrided';

/** Numbers in one unfolded piece of the input. */
const PIECE = 2 ** 21;

/** The input with a column for each position of an image at which the filter can stand, a piece of the batch at a time. */
interface Unfolded {
  /** Columns of an image. */
  columns: number;
  /** What is read. */
  source: Tensor;
  fill(out: Float32Array, source: Float32Array, from: number, count: number): void;
  /** dy with a row for each of the columns. */
  dy: Tensor;
}

/** A·dy with A the unfolded input. */
export const conv2DBackpropFilter: Kernel = {
  kernel: 'Conv2DBackpropFilter',
  run: ({ x, dy }, attrs) => {
    const filterShape = attrs['filterShape'] as number[];
    const windows = convolutionWindows(x.shape, filterShape, attrs);
    const { batchSize, outChannels, strideHeight, strideWidth } = windows;
    const patch = filterShape.slice(0, 3).reduce((a, b) => a * b, 1);
    return tidy(() => {
      const whole = strideHeight === 1 && strideWidth === 1;
      const { columns, source, fill, dy: right } = (whole ? shifted : strided)(x, dy, windows);
      const piece = Math.max(1, Math.floor(PIECE / (columns * patch)));
      let total: Tensor = zeros([patch, outChannels]);
      for (let from = 0; from < batchSize; from += piece) {
        const count = Math.min(piece, batchSize - from);
        const [start, size] = [from * columns * outChannels, count * columns * outChannels];
        total = tidy(() => {
          const a = computed([patch, count * columns], [source], (out, values) =>
            fill(out, values as Float32Array, from, count),
          );
          // The backend's own slice takes as long as the product.
          const b = computed([count * columns, outChannels], [right], (out, values) =>
            out.set(values.subarray(start, start + size)),
          );
          return add(total, matMul(a, b));
        });
      }
      return reshape(total, filterShape);
    });
  },
};

function strided(x: Tensor, dy: Tensor, windows: Windows): Unfolded {
  return {
    columns: windows.outHeight * windows.outWidth,
    source: x,
    fill: (out, source, from, count) => unfoldStrided(out, source, from, count, windows),
    dy,
  };
}

/**
 * Where no position is left out, a line of it is a line of the padded input that starts so much later; where the filter would stand
 * beyond the border, dy has zeros.
 */
function shifted(x: Tensor, dy: Tensor, windows: Windows): Unfolded {
  const { batchSize, inChannels, filterHeight, filterWidth, outHeight, outWidth, padInfo } = windows;
  const { top, bottom, left, right } = padInfo;
  const padded = pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const width = outWidth + filterWidth - 1;
  const columns = (outHeight + filterHeight - 1) * width;
  const all = batchSize * columns;
  return {
    columns,
    source: transpose(reshape(padded, [all, inChannels]), [1, 0]),
    fill(out, source, from, count) {
      const size = count * columns;
      let to = 0;
      for (let down = 0; down < filterHeight; down++)
        for (let across = 0; across < filterWidth; across++)
          for (let channel = 0; channel < inChannels; channel++, to += size) {
            const start = from * columns + down * width + across;
            const there = Math.min(size, all - start);
            out.set(source.subarray(channel * all + start, channel * all + start + there), to);
            out.fill(0, to + there, to + size);
          }
    },
    dy: pad(dy, [
      [0, 0],
      [0, filterHeight - 1],
      [0, filterWidth - 1],
      [0, 0],
    ]),
  };
}
