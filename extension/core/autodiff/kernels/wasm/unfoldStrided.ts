import type { Windows } from '../windows';

/** Columns of `out` are the numbers under the filter at each output position of these images; 0 beyond the border. */
export function unfoldStrided(
  out: Float32Array,
  x: Float32Array,
  from: number,
  count: number,
  windows: Windows,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = windows;
  const { strideHeight, strideWidth, padInfo } = windows;
  let to = 0;
  for (let down = 0; down < filterHeight; down++)
    for (let across = 0; across < filterWidth; across++) {
      // Output columns whose window has this column inside of the image.
      const first = Math.min(outWidth, Math.max(0, Math.ceil((padInfo.left - across) / strideWidth)));
      const last = Math.max(
        first,
        Math.min(outWidth, Math.floor((inWidth - 1 + padInfo.left - across) / strideWidth) + 1),
      );
      for (let channel = 0; channel < inChannels; channel++)
        for (let n = from; n < from + count; n++)
          for (let outRow = 0; outRow < outHeight; outRow++, to += outWidth) {
            const row = outRow * strideHeight - padInfo.top + down;
            if (row < 0 || row >= inHeight) {
              out.fill(0, to, to + outWidth);
              continue;
            }
            const start = ((n * inHeight + row) * inWidth + across - padInfo.left) * inChannels + channel;
            for (let outColumn = 0; outColumn < first; outColumn++) out[to + outColumn] = 0;
            for (let outColumn = first; outColumn < last; outColumn++)
              out[to + outColumn] = x[start + outColumn * strideWidth * inChannels];
            for (let outColumn = last; outColumn < outWidth; outColumn++) out[to + outColumn] = 0;
          }
    }
}
