import { add, mul, sub } from '@tensorflow/tfjs-core';
import { fromOutput } from './elementwise';
import { positive } from './masks';

/** Klambauer et al. 2017, eq. 2. */
const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/** f′ is λ above 0 and y + λα below. */
export const selu = fromOutput('Selu', (y) => {
  const above = positive(y);
  return add(mul(SCALE, above), mul(sub(1, above), add(y, SCALE * ALPHA)));
});
