/** Arrays of one shape in every record. */

/** How many numbers an array of that shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** The numbers of one record. */
export function arrayAt(
  { shape, values }: { shape: readonly number[]; values: Float32Array | Float64Array },
  row: number,
): Float32Array | Float64Array {
  const size = sizeOf(shape);
  return values.subarray(row * size, (row + 1) * size);
}
