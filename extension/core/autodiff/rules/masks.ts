import { cast, greater, type Tensor } from '@tensorflow/tfjs-core';

/** 1 where x > 0, else 0. It counts as constant. */
export function positive(x: Tensor): Tensor {
  return cast(greater(x, 0), 'float32');
}
