/**
 * TensorFlow's kernels that are made with oneDNN. Unasked it takes them on some processors alone; asked to by its environment, it takes
 * them for all operations, also where its others are faster. Here they are called by their names, each where it is the faster one.
 */
import { type Tensor, tensor2d, type TensorInfo, tidy } from '@tensorflow/tfjs-core';
import { type NativeAttributes, nativeOp } from './ops';

/** Without this label the kernels are not found. */
const LABEL = 'MklNameChangeOp';

export function oneDnnOp(name: string, inputs: TensorInfo[], attrs: NativeAttributes): Tensor {
  return nativeOp(name, inputs, { ...attrs, _kernel: LABEL });
}

let known: boolean | undefined;

/** Whether this TensorFlow has them: builds for other processors do not. */
export function hasOneDnn(): boolean {
  return (known ??= multiplies());
}

function multiplies(): boolean {
  try {
    let product = 0;
    tidy(() => {
      const options = { transpose_a: false, transpose_b: false };
      [product] = oneDnnOp('_MklMatMul', [tensor2d([[2]]), tensor2d([[3]])], options).dataSync();
    });
    return product === 6;
  } catch {
    return false;
  }
}
