import { type NamedAttrMap, type NamedTensorMap, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows } from '../windows';
import { convolutionAttributes, isOneDnnConvolution, oneDnnOp } from './oneDnn';

const windowsOf = ({ filter }: NamedTensorMap, attrs: NamedAttrMap) =>
  convolutionWindows(attrs['inputShape'] as number[], filter.shape, attrs);

/** Less than half of what the backend's own takes for several channels. */
export const conv2DBackpropInput: Kernel = {
  kernel: 'Conv2DBackpropInput',
  applies: (inputs, attrs) => isOneDnnConvolution(windowsOf(inputs, attrs), attrs),
  run: (inputs, attrs) =>
    tidy(() => {
      const sizes = tensor1d(attrs['inputShape'] as number[], 'int32');
      const attributes = convolutionAttributes(windowsOf(inputs, attrs));
      return oneDnnOp('_MklNativeConv2DBackpropInput', [sizes, inputs['filter'], inputs['dy']], attributes);
    }),
};
