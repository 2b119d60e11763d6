import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

/** An operation written as others that have derivatives. */
export interface Parts {
  readonly kernel: string;
  /** Whether it has to be taken apart with these attributes; always when absent. */
  applies?(attrs: NamedAttrMap): boolean;
  run(inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor;
}
