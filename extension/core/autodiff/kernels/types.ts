import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

/** An operation that a backend lacks, or has slow or wrong, as a whole: its derivative is a rule of its own. */
export interface Kernel {
  readonly kernel: string;
  /** Whether it takes the place of the backend's own with these; always when absent. */
  applies?(inputs: NamedTensorMap, attrs: NamedAttrMap): boolean;
  run(inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor;
}
