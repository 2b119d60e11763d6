/** The native side of tfjs-node as far as float64 needs it. tfjs itself has no float64; its TensorFlow library has. */

/** What `import('@tensorflow/tfjs-node')` gives, as far as it is used here. */
export interface TfjsNode {
  readonly version: Readonly<Record<string, string>>;
  /** Null where there is none of this name. */
  findBackend(name: string): object | null;
}

/** Tensors are named by numbers; each stays until it is deleted. */
export interface Binding {
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_Version: string;
  createTensor(shape: number[], type: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): BigInt64Array;
  executeOp(name: string, attributes: OpAttribute[], inputs: number[], outputs: number): TensorMetadata[];
  getNumOfTensors(): number;
}

export interface OpAttribute {
  name: string;
  type: number;
  value: number | boolean;
}

export interface TensorMetadata {
  id: number;
  shape: number[];
  dtype: number;
}

/** The binding inside the module, or nothing when the module is not backed by the native library. */
export function bindingOf(tf: TfjsNode): Binding | undefined {
  // Networks may have made another backend the current one.
  const backend = tf.findBackend('tensorflow');
  return backend && 'binding' in backend && typeof backend.binding === 'object'
    ? (backend.binding as Binding)
    : undefined;
}
