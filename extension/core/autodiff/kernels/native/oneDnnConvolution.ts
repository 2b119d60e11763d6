/** A convolution or one of its derivatives by oneDNN. */
import { type NamedAttrMap, type NamedTensorMap, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Kernel } from '../types';
import { convolutionWindows } from '../windows';
import { hasOneDnn, oneDnnOp } from './oneDnn';

interface Convolution {
  kernel: 'Conv2D' | 'Conv2DBackpropFilter' | 'Conv2DBackpropInput';
  inputShape(inputs: NamedTensorMap, attrs: NamedAttrMap): number[];
  filterShape(inputs: NamedTensorMap, attrs: NamedAttrMap): number[];
  /** In TensorFlow's order; sizes are made here. */
  operands(inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor[];
}

export function oneDnnConvolution({ kernel, inputShape, filterShape, operands }: Convolution): Kernel {
  const windowsOf = (inputs: NamedTensorMap, attrs: NamedAttrMap) =>
    convolutionWindows(inputShape(inputs, attrs), filterShape(inputs, attrs), attrs);
  return {
    kernel,
    // What the attributes below can say.
    applies: (inputs, attrs) =>
      (attrs['dataFormat'] ?? 'NHWC') === 'NHWC' &&
      [attrs['dilations'] ?? 1].flat().every((dilation) => dilation === 1) &&
      ['VALID', 'SAME'].includes(windowsOf(inputs, attrs).padInfo.type) &&
      hasOneDnn(),
    run: (inputs, attrs) =>
      tidy(() => {
        const { strideHeight, strideWidth, padInfo } = windowsOf(inputs, attrs);
        return oneDnnOp(`_MklNative${kernel}`, operands(inputs, attrs), {
          strides: [1, strideHeight, strideWidth, 1],
          padding: padInfo.type,
          data_format: 'NHWC',
        });
      }),
  };
}
