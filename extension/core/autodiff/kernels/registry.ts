/** The repaired kernels of each backend. A new one is a file and a line here. */
import type { NamedAttrMap, NamedTensorMap } from '@tensorflow/tfjs-core';
import { add as nativeAdd } from './native/add';
import { avgPoolGrad as nativeAvgPoolGrad } from './native/avgPoolGrad';
import { batchMatMul as nativeBatchMatMul } from './native/batchMatMul';
import { conv2D } from './native/conv2D';
import { conv2DBackpropFilter as nativeConv2DBackpropFilter } from './native/conv2DBackpropFilter';
import { conv2DBackpropInput as nativeConv2DBackpropInput } from './native/conv2DBackpropInput';
import { gatherV2 as nativeGatherV2 } from './native/gatherV2';
import { maxPoolGradGrad as nativeMaxPoolGradGrad } from './native/maxPoolGradGrad';
import { reluGrad as nativeReluGrad } from './native/reluGrad';
import { tanhGrad as nativeTanhGrad } from './native/tanhGrad';
import type { Kernel } from './types';
import { avgPoolGrad } from './wasm/avgPoolGrad';
import { batchMatMul } from './wasm/batchMatMul';
import { conv2DBackpropFilter } from './wasm/conv2DBackpropFilter';
import { conv2DBackpropInput } from './wasm/conv2DBackpropInput';
import { depthwiseBackpropFilter } from './wasm/depthwiseBackpropFilter';
import { depthwiseBackpropInput } from './wasm/depthwiseBackpropInput';
import { gatherV2 } from './wasm/gatherV2';
import { identity } from './wasm/identity';
import { maxPoolGrad } from './wasm/maxPoolGrad';
import { maxPoolGradGrad } from './wasm/maxPoolGradGrad';
import { reluGrad } from './wasm/reluGrad';
import { tanhGrad } from './wasm/tanhGrad';
import { tile } from './wasm/tile';
import { unsortedSegmentSum } from './wasm/unsortedSegmentSum';

const KERNELS: Readonly<Record<string, readonly Kernel[]>> = {
  tensorflow: [
    nativeAdd,
    nativeAvgPoolGrad,
    nativeBatchMatMul,
    conv2D,
    nativeConv2DBackpropFilter,
    nativeConv2DBackpropInput,
    nativeGatherV2,
    nativeMaxPoolGradGrad,
    nativeReluGrad,
    nativeTanhGrad,
  ],
  wasm: [
    avgPoolGrad,
    batchMatMul,
    conv2DBackpropFilter,
    conv2DBackpropInput,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    gatherV2,
    identity,
    maxPoolGrad,
    maxPoolGradGrad,
    reluGrad,
    tanhGrad,
    tile,
    unsortedSegmentSum,
  ],
};

const BY_NAME = new Map(
  Object.entries(KERNELS).map(([backend, kernels]) => [
    backend,
    new Map(kernels.map((kernel) => [kernel.kernel, kernel])),
  ]),
);

/** What takes the place of a backend's own kernel, where something does. */
export function kernelFor(
  backend: string,
  kernel: string,
  inputs: NamedTensorMap,
  attrs: NamedAttrMap,
): Kernel['run'] | undefined {
  const repaired = BY_NAME.get(backend)?.get(kernel);
  return repaired && (repaired.applies?.(inputs, attrs) ?? true) ? repaired.run : undefined;
}
