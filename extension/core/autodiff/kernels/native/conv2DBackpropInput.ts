import { tensor1d } from '@tensorflow/tfjs-core';
import { oneDnnConvolution } from './oneDnnConvolution';

/** Less than half of what the backend's own takes for several channels. */
export const conv2DBackpropInput = oneDnnConvolution({
  kernel: 'Conv2DBackpropInput',
  inputShape: (_, { inputShape }) => inputShape as number[],
  filterShape: ({ filter }) => filter.shape,
  operands: ({ dy, filter }, { inputShape }) => [tensor1d(inputShape as number[], 'int32'), filter, dy],
});
