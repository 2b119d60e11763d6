import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Windows } from '../windows';

interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** Part of tfjs-node's backend. */
interface NativeBackend {
  binding: Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_FLOAT', number>;
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: TensorInfo[]): Tensor;
}

const ATTRIBUTE_TYPES = { string: 'TF_ATTR_STRING', boolean: 'TF_ATTR_BOOL', object: 'TF_ATTR_INT' } as const;

export type NativeAttributes = Record<string, number[] | string | boolean>;

/** Runs one of TensorFlow's operations on float32 numbers. */
export function nativeOp(name: string, inputs: TensorInfo[], attrs: NativeAttributes = {}): Tensor {
  const backend = engine().backend as unknown as NativeBackend;
  const { binding } = backend;
  const attributes = Object.entries(attrs).map(([key, value]) => ({
    name: key,
    type: binding[ATTRIBUTE_TYPES[typeof value as keyof typeof ATTRIBUTE_TYPES]],
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
}: Windows): NativeAttributes {
  return {
    ksize: [1, filterHeight, filterWidth, 1],
    strides: [1, strideHeight, strideWidth, 1],
    padding: padInfo.type,
    data_format: 'NHWC',
  };
}
