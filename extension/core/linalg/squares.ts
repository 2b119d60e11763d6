/** Adds the squared columns of a block with `out.length` columns, at this stride, to `out`. */
export function addSquares(block: Float64Array, stride: number, out: Float64Array): void {
  const width = out.length;
  for (let from = 0; from < block.length; from += stride)
    for (let j = 0; j < width; j++) {
      const value = block[from + j]!;
      out[j] = out[j]! + value * value;
    }
}
