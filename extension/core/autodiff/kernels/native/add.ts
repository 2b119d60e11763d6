import { reshape, type Tensor, tidy, tile } from '@tensorflow/tfjs-core';
import { stockKernel } from '../../engine';
import type { Kernel } from '../types';

/** From these on the long way is shorter (measured on 32 × 28 × 28 × 64 to 1000 × 26 × 26 × 8 numbers). */
const MANY_NUMBERS = 2 ** 18;
const FEW_CHANNELS = 16;

/** A bias of few channels, as convolutions have: repeated for a row of pixels first, it is added in half the time. */
export const add: Kernel = {
  kernel: 'Add',
  applies: ({ a, b }) =>
    a.rank >= 3 &&
    b.rank === 1 &&
    b.size === a.shape.at(-1) &&
    b.size <= FEW_CHANNELS &&
    a.size >= MANY_NUMBERS,
  run: ({ a, b }) =>
    tidy(() => {
      const pixels = a.shape.at(-2)!;
      const rows = reshape(a, [a.size / (pixels * b.size), pixels * b.size]);
      return reshape(stockKernel('Add', { a: rows, b: tile(b, [pixels]) }, {}) as Tensor, a.shape);
    }),
};
