import { pad, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';

/** Whether attributes ask for a dilated convolution. */
export function isDilated(dilations: unknown): boolean {
  return pair(dilations).some((size) => size > 1);
}

/** The filter (height, width, in, out) with zeros between its entries: a plain convolution with it is the dilated one. */
export function dilateFilter(filter: Tensor, dilations: unknown): Tensor {
  const [down, across] = pair(dilations);
  const [height, width, inner, outer] = filter.shape as [number, number, number, number];
  const channels = inner * outer;
  const rows = pad(reshape(filter, [height, 1, width * channels]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
  ]);
  const both = pad(reshape(rows, [height * down * width, 1, channels]), [
    [0, 0],
    [0, across - 1],
    [0, 0],
  ]);
  const spread = reshape(both, [height * down, width * across, inner, outer]);
  const size: [number, number, number, number] = [
    (height - 1) * down + 1,
    (width - 1) * across + 1,
    inner,
    outer,
  ];
  return slice(spread, [0, 0, 0, 0], size);
}

function pair(value: unknown): [number, number] {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1] ?? value[0])];
  return typeof value === 'number' ? [value, value] : [1, 1];
}
