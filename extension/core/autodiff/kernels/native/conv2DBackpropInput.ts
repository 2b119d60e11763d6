import { isTurnedConvolution, turnedConvolution } from '../turned';
import type { Kernel } from '../types';

/** The backend's own one takes half as long again as a convolution. */
export const conv2DBackpropInput: Kernel = {
  kernel: 'Conv2DBackpropInput',
  applies: ({ filter }, attrs) => isTurnedConvolution(filter, attrs),
  run: ({ dy, filter }, attrs) => turnedConvolution(dy, filter, attrs),
};
