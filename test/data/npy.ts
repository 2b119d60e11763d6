/** A .npy file of float32 numbers (NEP 1, version 1.0). */
export function npyOf(shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }`;
  const padded = header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11) + '\n';
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 0xff, padded.length >> 8]);
  return Buffer.concat([start, Buffer.from(padded, 'latin1'), Buffer.from(Float32Array.from(values).buffer)]);
}
