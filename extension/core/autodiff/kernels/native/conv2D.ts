import type { NamedAttrMap, NamedTensorMap } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows } from '../windows';
import { convolutionAttributes, isOneDnnConvolution, oneDnnOp } from './oneDnn';

const windowsOf = ({ x, filter }: NamedTensorMap, attrs: NamedAttrMap) =>
  convolutionWindows(x.shape, filter.shape, attrs);

/** Half as long as the backend's own takes for few channels, and never longer by much. */
export const conv2D: Kernel = {
  kernel: 'Conv2D',
  applies: (inputs, attrs) => isOneDnnConvolution(windowsOf(inputs, attrs), attrs),
  run: (inputs, attrs) =>
    oneDnnOp(
      '_MklNativeConv2D',
      [inputs['x'], inputs['filter']],
      convolutionAttributes(windowsOf(inputs, attrs)),
    ),
};
