/** Operations that run as what they are made of. A new one is a file and two lines here. */
import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import { addN } from './addN';
import { dilatedConv2D } from './dilatedConv2D';
import { dilatedDepthwiseConv2D } from './dilatedDepthwiseConv2D';
import { fusedBatchNorm } from './fusedBatchNorm';
import { fusedConv2D } from './fusedConv2D';
import { fusedDepthwiseConv2D } from './fusedDepthwiseConv2D';
import { fusedMatMul } from './fusedMatMul';
import { mean } from './mean';
import { relu6 } from './relu6';
import { resizeNearestNeighbor } from './resizeNearestNeighbor';
import { squaredDifference } from './squaredDifference';
import type { Parts } from './types';

const PARTS: ReadonlyMap<string, Parts> = new Map(
  [
    addN,
    dilatedConv2D,
    dilatedDepthwiseConv2D,
    fusedBatchNorm,
    fusedConv2D,
    fusedDepthwiseConv2D,
    fusedMatMul,
    mean,
    relu6,
    resizeNearestNeighbor,
    squaredDifference,
  ].map((parts: Parts) => [parts.kernel, parts]),
);

/** How to run an operation by its parts, where it has to be. */
export function partsOf(
  kernel: string,
  attrs: NamedAttrMap,
): ((inputs: NamedTensorMap, attrs: NamedAttrMap) => Tensor) | undefined {
  const parts = PARTS.get(kernel);
  return parts && (parts.applies?.(attrs) ?? true) ? parts.run : undefined;
}
