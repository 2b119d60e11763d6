import { reshape, stack } from '@tensorflow/tfjs-core';
import { LensError } from '../../../contract/errors';
import type { Parts } from './types';

/** Enlarging by whole factors: every number is repeated along both axes. */
export const resizeNearestNeighbor: Parts = {
  kernel: 'ResizeNearestNeighbor',
  run: ({ images }, { size, alignCorners }) => {
    const [n, height, width, channels] = images.shape as [number, number, number, number];
    const [down, across] = [(size as number[])[0] / height, (size as number[])[1] / width];
    if (alignCorners || !Number.isInteger(down) || !Number.isInteger(across))
      throw new LensError('model', 'The model resizes by a factor that is not whole.');
    const wide = reshape(
      stack(
        Array.from({ length: across }, () => images),
        3,
      ),
      [n, height, width * across * channels],
    );
    return reshape(
      stack(
        Array.from({ length: down }, () => wide),
        2,
      ),
      [n, height * down, width * across, channels],
    );
  },
};
