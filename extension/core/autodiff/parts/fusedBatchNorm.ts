import { add, mul, rsqrt, sub } from '@tensorflow/tfjs-core';
import type { Parts } from './types';

/** (x − μ) / √(σ² + ε) · γ + β. */
export const fusedBatchNorm: Parts = {
  kernel: 'FusedBatchNorm',
  run: ({ x, mean, variance, scale, offset }, attrs) => {
    const width = rsqrt(add(variance, attrs['varianceEpsilon'] as number));
    const scaled = mul(sub(x, mean), scale ? mul(width, scale) : width);
    return offset ? add(scaled, offset) : scaled;
  },
};
