/** List columns of numbers: embeddings and other arrays of one shape. */
import type { ColumnPlan } from '../tables/plan';
import { dataError } from '../tables/problems';
import { sizeOf } from '../tables/shapes';
import type { BuildContext, ColumnBuilder } from './builders';

/** Whether a value is an array of numbers, however deeply nested. */
export function isNumberArray(value: unknown): boolean {
  if (!Array.isArray(value) && !isTyped(value)) return false;
  const list = value as ArrayLike<unknown>;
  if (list.length === 0) return false;
  const [first] = [list[0]];
  return typeof first === 'number' || typeof first === 'bigint' || isNumberArray(first);
}

function isTyped(value: unknown): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** The sides of a nested array, from the first element of each level. */
export function shapeOf(value: unknown): number[] {
  const shape: number[] = [];
  let level = value;
  while (Array.isArray(level) || isTyped(level)) {
    const list = level as ArrayLike<unknown>;
    shape.push(list.length);
    level = list[0];
  }
  return shape;
}

/**
 * Arrays of one shape: that of the training file, or of the first array. Throws a `data` error that names the first record with another
 * shape, and for a number that is missing or not finite inside of an array.
 */
export function arrayBuilder(
  { name }: ColumnPlan,
  shape: readonly number[],
  context: BuildContext,
): ColumnBuilder {
  const { file, count, options } = context;
  const size = sizeOf(shape);
  const values = new Float64Array(count * size).fill(NaN);
  const expected = options.shapes?.[name];
  return {
    add(row, value) {
      const own = shapeOf(value);
      if (own.join() !== shape.join() || !fill(value, shape, 0, values, row * size)) {
        throw otherShape(name, own, shape, expected !== undefined, row, file);
      }
    },
    finish: () => ({ column: { name, kind: 'array', shape: [...shape], values }, notices: [] }),
  };
}

/** Writes a nested array row-major; false when it is not of that shape throughout, or holds what is no finite number. */
function fill(
  value: unknown,
  shape: readonly number[],
  level: number,
  out: Float64Array,
  at: number,
): boolean {
  const list = value as ArrayLike<unknown>;
  if (typeof value !== 'object' || value === null || list.length !== shape[level]) return false;
  const inner = level + 1 === shape.length ? 1 : sizeOf(shape.slice(level + 1));
  for (let i = 0; i < list.length; i++) {
    if (level + 1 < shape.length) {
      if (!fill(list[i], shape, level + 1, out, at + i * inner)) return false;
    } else {
      const number = typeof list[i] === 'number' || typeof list[i] === 'bigint' ? Number(list[i]) : NaN;
      if (!Number.isFinite(number)) return false;
      out[at + i] = number;
    }
  }
  return true;
}

function otherShape(
  name: string,
  own: readonly number[],
  shape: readonly number[],
  isSet: boolean,
  row: number,
  file: string,
): Error {
  const say = (sides: readonly number[]): string =>
    sides.length === 0 ? 'no array' : `${sides.join(' × ')} numbers`;
  const same = own.join() === shape.join();
  return dataError(
    file,
    same
      ? `Column "${name}" holds an array with a number that is missing or not finite (record ${row}).`
      : `Column "${name}" holds arrays of ${say(shape)}${isSet ? ' in the training file' : ''}, but of ${say(own)} in record ${row}.`,
    same
      ? 'Write numbers only, or null for the whole array.'
      : 'All arrays of a column must have the same shape.',
    { line: row + 1 },
  );
}
