import { add, conv2d, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionStage } from '../architecture';
import { activate } from './activation';
import type { Builder } from './types';
import { drawWeights } from './weights';

export const convolution: Builder<ConvolutionStage> = (stage, position, random) => {
  const { kernel, stride, inputs, outputs, activation } = stage;
  const shape = [kernel, kernel, inputs, outputs];
  const { weights, intercepts, parameters } = drawWeights(shape, position, random);
  return {
    parameters,
    apply: (x) =>
      activate(add(conv2d(x as Tensor4D, weights as Tensor4D, stride, 'same'), intercepts), activation),
  };
};
