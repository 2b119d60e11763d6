import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { forEachPosition, type Windows } from '../windows';

const known = new WeakMap<object, Int32Array>();

/** Index in the input of the first largest number of each window, in the order of the output; remembered with the input. */
export function largestPositions(input: Tensor, windows: Windows): Int32Array {
  const key = input.dataId as object;
  const before = known.get(key);
  if (before) return before;
  const backend = engine().backend as unknown as { typedArrayFromHeap(tensor: TensorInfo): Float32Array };
  const values = backend.typedArrayFromHeap(input);
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = windows;
  const positions = new Int32Array(batchSize * outHeight * outWidth * channels).fill(-1);
  for (let n = 0; n < batchSize; n++)
    forEachPosition(windows, (outRow, outColumn, row, column) => {
      const to = ((n * outHeight + outRow) * outWidth + outColumn) * channels;
      const from = ((n * inHeight + row) * inWidth + column) * channels;
      for (let c = 0; c < channels; c++) {
        const best = positions[to + c];
        if (best < 0 || values[from + c] > values[best]) positions[to + c] = from + c;
      }
    });
  known.set(key, positions);
  return positions;
}
