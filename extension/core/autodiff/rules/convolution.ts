import type { NamedAttrMap } from '@tensorflow/tfjs-core';

/** What a convolution and its derivatives have in common. */
export function convolution({ strides, pad, dataFormat, dimRoundingMode }: NamedAttrMap): NamedAttrMap {
  return { strides, pad, dataFormat, dilations: 1, dimRoundingMode };
}

export function depthwise({ strides, pad, dilations, dimRoundingMode }: NamedAttrMap): NamedAttrMap {
  return { strides, pad, dilations: dilations ?? 1, dimRoundingMode };
}
