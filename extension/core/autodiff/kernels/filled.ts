import { engine, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { computed } from './wasm/heap';

/** A new tensor that `fill` computes from the numbers of others, which on WebAssembly need no copy. `out` is not cleared before. */
export function filled(
  shape: number[],
  inputs: readonly Tensor[],
  fill: (out: Float32Array, ...values: (Float32Array | Int32Array)[]) => void,
): Tensor {
  if (engine().backendName === 'wasm') return computed(shape, inputs, fill);
  const out = new Float32Array(shape.reduce((product, side) => product * side, 1));
  fill(out, ...inputs.map((input) => input.dataSync<'float32'>()));
  return tensor(out, shape);
}
