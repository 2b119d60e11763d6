/** Arrays that grow. */

/** `larger` with the values of `array` at its start. */
export function extended<A extends Uint8Array | Int32Array | Uint32Array | Float64Array>(
  array: A,
  larger: A,
): A {
  larger.set(array);
  return larger;
}

/** The first `count` values; a copy only where much room would be left over. */
export function trimmed<A extends Int32Array | Float64Array>(array: A, count: number): A {
  return (array.length > 1.1 * count ? array.slice(0, count) : array.subarray(0, count)) as A;
}
