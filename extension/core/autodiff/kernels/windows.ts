import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';

/** Where the windows of a convolution or pooling lie in its input. */
export type Windows = ReturnType<typeof backend_util.computePool2DInfo>;

export function poolWindows(inputShape: number[], attrs: NamedAttrMap): Windows {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  return backend_util.computePool2DInfo(
    inputShape as [number, number, number, number],
    filterSize as number,
    strides as number,
    1,
    pad as number,
    dimRoundingMode as 'floor',
  );
}

export function convolutionWindows(
  inputShape: number[],
  filterShape: number[],
  attrs: NamedAttrMap,
  depthwise = false,
): Windows {
  const { strides, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides as number,
    1,
    pad as number,
    dimRoundingMode as 'floor',
    depthwise,
  );
}

/**
 * Calls `visit` for every position of every window that lies in the input: rows and columns of output and input, and of the
 * window itself.
 */
export function forEachPosition(
  {
    outHeight,
    outWidth,
    inHeight,
    inWidth,
    filterHeight,
    filterWidth,
    strideHeight,
    strideWidth,
    padInfo,
  }: Windows,
  visit: (
    outRow: number,
    outColumn: number,
    row: number,
    column: number,
    down: number,
    across: number,
  ) => void,
): void {
  for (let outRow = 0; outRow < outHeight; outRow++)
    for (let outColumn = 0; outColumn < outWidth; outColumn++)
      for (let down = 0; down < filterHeight; down++) {
        const row = outRow * strideHeight - padInfo.top + down;
        if (row < 0 || row >= inHeight) continue;
        for (let across = 0; across < filterWidth; across++) {
          const column = outColumn * strideWidth - padInfo.left + across;
          if (column < 0 || column >= inWidth) continue;
          visit(outRow, outColumn, row, column, down, across);
        }
      }
}
