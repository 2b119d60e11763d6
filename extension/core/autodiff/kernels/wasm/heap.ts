import { engine, type DataType, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

/** Part of TensorFlow.js's WebAssembly backend. */
interface HeapBackend {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array;
}

/**
 * A new tensor that `fill` computes straight in the memory of the WebAssembly backend. `out` is not cleared before.
 * @param inputs handed to `fill` as they lie in memory
 */
export function computed(
  shape: number[],
  inputs: readonly Tensor[],
  fill: (out: Float32Array, ...values: (Float32Array | Int32Array)[]) => void,
): Tensor {
  const backend = engine().backend as unknown as HeapBackend;
  const info = backend.makeOutput(shape, 'float32');
  // Making room may move the memory: views are taken afterwards.
  const views = inputs.map((input) => backend.typedArrayFromHeap(input));
  fill(backend.typedArrayFromHeap(info) as Float32Array, ...views);
  return engine().makeTensorFromTensorInfo(info);
}
