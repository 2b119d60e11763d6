/** The gradient of a convolution by its input as a convolution. */
import { type NamedAttrMap, reverse, type Tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { stockKernel } from '../engine';
import { convolutionWindows } from './windows';

/** Whether it is one: where no position is left out, and what is padded lies under the filter. */
export function isTurnedConvolution(filter: Tensor, attrs: NamedAttrMap): boolean {
  const { strideHeight, strideWidth } = convolutionWindows(
    attrs['inputShape'] as number[],
    filter.shape,
    attrs,
  );
  return (
    strideHeight === 1 &&
    strideWidth === 1 &&
    padding(filter, attrs)
      .flat()
      .every((side) => side >= 0)
  );
}

/** The convolution of dy with the filter turned by half a circle. */
export function turnedConvolution(dy: Tensor, filter: Tensor, attrs: NamedAttrMap): Tensor {
  return tidy(() => {
    const options = { strides: 1, pad: padding(filter, attrs), dataFormat: 'NHWC', dilations: 1 };
    return stockKernel('Conv2D', { x: dy, filter: turned(filter) }, options) as Tensor;
  });
}

export function turned(filter: Tensor): Tensor {
  return transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]);
}

/** Around dy, so that the convolution has the size of the input. */
function padding(filter: Tensor, attrs: NamedAttrMap): number[][] {
  const windows = convolutionWindows(attrs['inputShape'] as number[], filter.shape, attrs);
  const { filterHeight, filterWidth, padInfo } = windows;
  const [height, width] = [filterHeight - 1, filterWidth - 1];
  return [
    [0, 0],
    [height - padInfo.top, height - padInfo.bottom],
    [width - padInfo.left, width - padInfo.right],
    [0, 0],
  ];
}
