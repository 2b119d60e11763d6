import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';

/** What a rule sees of the operation that it differentiates. */
export interface Recorded {
  /** Value of an input that the rule named in `reads`. */
  input(name: string): Tensor;
  /** Value of the output; the rule must have set `readsOutput`. */
  output(): Tensor;
  shape(name: string): number[];
  /** Names of the inputs, in order. */
  names: readonly string[];
  attrs: NamedAttrMap;
  /** What the rule prepares, where it does. */
  prepared?(): Tensor;
}

/**
 * A gradient as a function of the output's gradient, only computed for the inputs that are asked for. In the input's shape, or 1
 * along what it is the same along.
 */
export type InputGradients = Record<string, () => Tensor>;

/**
 * How one operation is differentiated. A rule is made of operations that have rules, so that it can be differentiated again.
 * What it does not read is not kept.
 */
export interface Rule {
  readonly kernel: string;
  readonly reads?: readonly string[] | 'all';
  readonly readsOutput?: boolean;
  /** Inputs of which the output is a constant function almost everywhere. */
  readonly constantIn?: readonly string[];
  /** What of the gradient by the input `by` is the same whatever `dy` is: computed once for as many vectors as one likes. */
  readonly prepares?: { by: string; compute(recorded: Recorded): Tensor };
  /** @param dy gradient by each output; zeros where there is none */
  gradient(dy: readonly Tensor[], recorded: Recorded): InputGradients;
}
