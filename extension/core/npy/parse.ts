/** NumPy's .npy format (NEP 1): one array, its type and shape in a header. */
import { dataError } from '../tables/problems';

export interface NpyArray {
  shape: number[];
  /** In row-major order: numbers, or texts for an array of strings. */
  values: Float32Array | Float64Array | string[];
}

type ReadItem = (view: DataView, at: number, little: boolean) => number;

/** Kind and size of an item as the header spells them, without the byte order. */
const NUMBERS: Readonly<Record<string, ReadItem>> = {
  f2: (view, at, little) => halfFloat(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => view.getUint8(at),
};

/** Of these every value is a float32. */
const SINGLE = new Set(['f2', 'f4', 'i1', 'u1', 'i2', 'u2', 'b1']);

/** Throws a `data` error for what is no .npy file, is cut off, or holds Python objects, dates, complex or structured values. */
export function parseNpy(file: string, bytes: Uint8Array): NpyArray {
  const { descr, fortran, shape, start } = parseHeader(file, bytes);
  const [, order, kind, digits] = /^([<>|=])([a-zA-Z])(\d+)$/.exec(descr) ?? [];
  const type = `${kind}${digits}`;
  const isText = kind === 'U' || kind === 'S';
  if (!isText && NUMBERS[type] === undefined) {
    throw dataError(
      file,
      `This array holds values of type ${descr}, which are not read.`,
      'Save numbers, booleans or strings: np.save(file, array.astype(np.float32)).',
    );
  }
  const count = shape.reduce((product, side) => product * side, 1);
  const size = kind === 'U' ? 4 * Number(digits) : Number(digits);
  if (start + count * size > bytes.length) {
    throw dataError(file, 'The file ends before its array does.', 'It looks cut off; copy it again.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order !== '>';
  const place = fortran ? fortranPlaces(shape) : (i: number): number => i;
  if (isText) {
    const text = kind === 'U' ? unicode : latin;
    return {
      shape,
      values: Array.from({ length: count }, (_, i) => text(view, start + place(i) * size, size, little)),
    };
  }
  const values = SINGLE.has(type) ? new Float32Array(count) : new Float64Array(count);
  const read = NUMBERS[type];
  for (let i = 0; i < count; i++) values[i] = read(view, start + place(i) * size, little);
  return { shape, values };
}

interface Header {
  descr: string;
  fortran: boolean;
  shape: number[];
  /** Offset of the first item. */
  start: number;
}

function parseHeader(file: string, bytes: Uint8Array): Header {
  const isNpy =
    bytes.length >= 10 && bytes[0] === 0x93 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = isNpy && bytes[6] >= 2;
  const from = wide ? 12 : 10;
  const start =
    isNpy && bytes.length >= from ? from + (wide ? view.getUint32(8, true) : view.getUint16(8, true)) : 0;
  const text = new TextDecoder().decode(bytes.subarray(from, start));
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (descr !== undefined && shape !== undefined) {
    const sides = shape.split(',').filter((side) => side.trim() !== '');
    return { descr, fortran: /'fortran_order':\s*True/.test(text), shape: sides.map(Number), start };
  }
  throw isNpy && /'descr':\s*\[/.test(text)
    ? dataError(
        file,
        'This array holds structured values, which are not read.',
        'Save one plain array a file.',
      )
    : dataError(file, 'This is no .npy file.', 'Write one array with np.save(file, array).');
}

/** Where the i-th item in row-major order stands in an array that is stored column-major. */
function fortranPlaces(shape: readonly number[]): (i: number) => number {
  return (i) => {
    let rest = i;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
      place += index * shape.slice(0, axis).reduce((product, side) => product * side, 1);
    }
    return place;
  };
}

function unicode(view: DataView, at: number, size: number, little: boolean): string {
  let text = '';
  for (let p = 0; p < size; p += 4) {
    const point = view.getUint32(at + p, little);
    if (point === 0) break;
    text += String.fromCodePoint(point);
  }
  return text;
}

function latin(view: DataView, at: number, size: number): string {
  let text = '';
  for (let p = 0; p < size && view.getUint8(at + p) !== 0; p++)
    text += String.fromCharCode(view.getUint8(at + p));
  return text;
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
