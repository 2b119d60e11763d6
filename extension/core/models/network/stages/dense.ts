import { add, matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import type { DenseStage } from '../architecture';
import { activate } from './activation';
import type { Builder } from './types';
import { drawWeights } from './weights';

export const dense: Builder<DenseStage> = ({ inputs, outputs, activation }, position, random) => {
  const { weights, intercepts, parameters } = drawWeights([inputs, outputs], position, random);
  return {
    parameters,
    apply: (x) => activate(add(matMul(x as Tensor2D, weights as Tensor2D), intercepts), activation),
  };
};
