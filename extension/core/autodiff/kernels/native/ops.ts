import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Windows } from '../windows';

interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** Part of tfjs-node's backend. */
interface NativeBackend {
  binding: { TF_ATTR_TYPE: number; TF_ATTR_INT: number; TF_ATTR_STRING: number; TF_FLOAT: number };
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: TensorInfo[]): Tensor;
}

/** Runs one of TensorFlow's operations on float32 numbers. */
export function nativeOp(
  name: string,
  inputs: TensorInfo[],
  attrs: Record<string, number[] | string> = {},
): Tensor {
  const backend = engine().backend as unknown as NativeBackend;
  const { binding } = backend;
  const attributes = Object.entries(attrs).map(([key, value]) => ({
    name: key,
    type: typeof value === 'string' ? binding.TF_ATTR_STRING : binding.TF_ATTR_INT,
    value,
  }));
  const type = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  return backend.executeSingleOutput(name, [type, ...attributes], inputs);
}

/** The attributes of TensorFlow's pooling operations. */
export function poolAttributes({
  filterHeight,
  filterWidth,
  strideHeight,
  strideWidth,
  padInfo,
}: Windows): Record<string, number[] | string> {
  return {
    ksize: [1, filterHeight, filterWidth, 1],
    strides: [1, strideHeight, strideWidth, 1],
    padding: padInfo.type,
    data_format: 'NHWC',
  };
}
