import { add, mul, sub } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';
import { positive } from './masks';

/** f′ is 1 above 0 and y + 1 below. */
export const elu = fromOutput('Elu', (y) => {
  const above = positive(y);
  return add(above, mul(sub(1, above), add(y, 1)));
});
