import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/** A trained quantity of a network. */
export interface Parameter {
  /** As the layer names it, for error messages and reports. */
  name: string;
  variable: Variable;
  /** Whether the penalty applies: to weights, not to intercepts (definitions: Objective). */
  penalised: boolean;
}

/** A differentiable function of rows and parameters. */
export interface Network {
  readonly parameters: readonly Parameter[];
  /** Scores of each row before any softmax or sigmoid, rows × K, for a batch of rows of any shape. */
  apply(rows: Tensor): Tensor;
  dispose(): void;
}

/** A network that can be built again. */
export interface NetworkOfLayers extends Network {
  /** The same, with parameters of its own. */
  another(): NetworkOfLayers;
}
