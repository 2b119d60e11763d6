import type { Tensor } from '@tensorflow/tfjs-core';
import type { Parameter } from '../../../autodiff/network';
import type { Random } from '../../../random';

/** A stage with its parameters. */
export interface Layer {
  parameters: Parameter[];
  apply(x: Tensor): Tensor;
}

/** @param position from 1, among the stages with parameters, for their names */
export type Builder<S> = (stage: S, position: number, random: Random) => Layer;
