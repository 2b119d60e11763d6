import { type NamedAttrMap, type NamedTensorMap, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows } from '../windows';
import { convolutionAttributes, isOneDnnConvolution, oneDnnOp } from './oneDnn';

const windowsOf = ({ x }: NamedTensorMap, attrs: NamedAttrMap) =>
  convolutionWindows(x.shape, attrs['filterShape'] as number[], attrs);

/** A fifth of what the backend's own takes for few channels. */
export const conv2DBackpropFilter: Kernel = {
  kernel: 'Conv2DBackpropFilter',
  applies: (inputs, attrs) => isOneDnnConvolution(windowsOf(inputs, attrs), attrs),
  run: (inputs, attrs) =>
    tidy(() => {
      const sizes = tensor1d(attrs['filterShape'] as number[], 'int32');
      const attributes = convolutionAttributes(windowsOf(inputs, attrs));
      return oneDnnOp('_MklNativeConv2DBackpropFilter', [inputs['x'], sizes, inputs['dy']], attributes);
    }),
};
