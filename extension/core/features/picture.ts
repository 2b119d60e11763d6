/** Rows that are pictures, or hold one: which of their features are its pixels. */
import type { TableColumn } from '../tables/types';
import type { ColumnPlan, FeaturePlan } from './types';

export interface PictureLayout {
  /** The column that holds the picture; absent where the columns of the table are its pixels. */
  column?: string;
  height: number;
  width: number;
  /** Of every feature its pixel, row-major; −1 for those that are none. Channels of a pixel have the same. */
  pixels: Int32Array;
  /** Range of the numbers: least is 0 brightness, most is 1. */
  range: [least: number, most: number];
}

/** Fewer columns are taken for no picture. */
const LEAST_COLUMNS = 36;
const LEAST_SIDE = 4;
/** Channels that a pixel may have. */
const CHANNELS = [1, 3, 4];
/** Brightness of a byte. */
const BYTE = 255;

/**
 * The only column of pictures, else the columns themselves: where all are numbers and their names count rows and columns of a grid
 * (`p0_0`, `1x1`, `pixel_0_0`), or count to a square number (`pixel0`, `V1`) and their values are those of pixels: from 0 to 1, or whole
 * numbers from 0 to 255. Undefined where a row is no picture.
 * @param rows training records
 */
export function pictureOf(
  plan: FeaturePlan,
  columns: readonly TableColumn[],
  rows: Int32Array,
): PictureLayout | undefined {
  const arrays = plan.columns.filter(isPicture);
  const valuesOf = (name: string) => {
    const column = columns.find((each) => each.name === name);
    return column && 'values' in column ? column.values : undefined;
  };
  if (arrays.length === 1) return arrayPicture(plan, arrays[0], valuesOf(arrays[0].column), rows);
  if (plan.columns.length < LEAST_COLUMNS || plan.columns.some(({ kind }) => kind !== 'numeric'))
    return undefined;
  const names = plan.columns.map(({ column }) => column);
  const numbers = numbersOf(names.map(valuesOf), rows);
  if (numbers === undefined) return undefined;
  const grid = gridOf(names) ?? (numbers.arePixels ? squareOf(names) : undefined);
  return grid && { ...grid, range: numbers.range };
}

function isPicture(plan: ColumnPlan): plan is Extract<ColumnPlan, { shape: number[] }> {
  if (plan.kind !== 'image' && plan.kind !== 'array') return false;
  const [height = 0, width = 0, channels = 1, ...more] = plan.shape;
  return height >= LEAST_SIDE && width >= LEAST_SIDE && CHANNELS.includes(channels) && more.length === 0;
}

function arrayPicture(
  plan: FeaturePlan,
  { column, kind, shape, features }: Extract<ColumnPlan, { shape: number[] }>,
  values: ArrayLike<number> | undefined,
  rows: Int32Array,
): PictureLayout | undefined {
  const [height, width, channels = 1] = shape;
  const pixels = new Int32Array(plan.features).fill(-1);
  let at = 0;
  for (const each of plan.columns) {
    if (each.column === column) for (let j = 0; j < features; j++) pixels[at + j] = Math.floor(j / channels);
    at += each.features;
  }
  if (kind === 'image') return { column, height, width, pixels, range: [0, 1] };
  let range: [number, number] = [Infinity, -Infinity];
  for (const row of rows)
    for (let j = 0; values && j < features; j++) range = widened(range, values[row * features + j]);
  return range[0] < range[1] ? { column, height, width, pixels, range } : undefined;
}

/** Names that end in two numbers, which together are all places of a grid. */
function gridOf(names: readonly string[]): Pick<PictureLayout, 'height' | 'width' | 'pixels'> | undefined {
  const found = names.map((name) => /^(.*?)(\d+)\D+(\d+)$/.exec(name));
  if (!found.every((match) => match !== null && match[1] === found[0]![1])) return undefined;
  const [down, across] = [2, 3].map((group) => found.map((match) => Number(match![group])));
  const [top, left] = [Math.min(...down), Math.min(...across)];
  const [height, width] = [Math.max(...down) - top + 1, Math.max(...across) - left + 1];
  if (height * width !== names.length || height < LEAST_SIDE || width < LEAST_SIDE) return undefined;
  const pixels = Int32Array.from(names.keys(), (j) => (down[j] - top) * width + across[j] - left);
  return new Set(pixels).size === names.length ? { height, width, pixels } : undefined;
}

/** Names that count to the square of a number. */
function squareOf(names: readonly string[]): Pick<PictureLayout, 'height' | 'width' | 'pixels'> | undefined {
  const side = Math.sqrt(names.length);
  const found = names.map((name) => /^(\D*)(\d+)$/.exec(name));
  if (!Number.isInteger(side) || !found.every((match) => match !== null && match[1] === found[0]![1]))
    return undefined;
  const numbers = found.map((match) => Number(match![2]));
  const first = Math.min(...numbers);
  const pixels = Int32Array.from(numbers, (number) => number - first);
  const counts = Math.max(...pixels) === names.length - 1 && new Set(pixels).size === names.length;
  return counts ? { height: side, width: side, pixels } : undefined;
}

/** Of all columns together; undefined where all are the same. */
function numbersOf(
  columns: readonly (ArrayLike<number> | undefined)[],
  rows: Int32Array,
): { range: [number, number]; arePixels: boolean } | undefined {
  let range: [number, number] = [Infinity, -Infinity];
  let whole = true;
  for (const values of columns) {
    if (!values) return undefined;
    for (const row of rows) {
      const value = values[row];
      whole &&= Number.isNaN(value) || Number.isInteger(value);
      range = widened(range, value);
    }
  }
  const [least, most] = range;
  if (!(least < most)) return undefined;
  return { range, arePixels: least === 0 && (whole ? most <= BYTE : most <= 1) };
}

function widened([least, most]: [number, number], value: number): [number, number] {
  return [value < least ? value : least, value > most ? value : most];
}
