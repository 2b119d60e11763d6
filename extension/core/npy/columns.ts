/** Arrays of .npy files as columns of a table, one item of the first axis a record. */
import { dataError } from '../tables/problems';
import { sizeOf } from '../tables/shapes';
import type { TableColumn } from '../tables/types';
import type { NpyArray } from './parse';

type ArrayColumn = TableColumn & { kind: 'array' | 'image' };

/**
 * A record whose numbers are all NaN is missing. Throws a `data` error for strings, for other numbers that are not finite, and for
 * another shape than `expected`, that of the training file.
 */
export function npyColumn(
  name: string,
  file: string,
  { shape: [, ...rest], values }: NpyArray,
  expected: readonly number[] | undefined,
): ArrayColumn {
  const shape = rest.length === 0 ? [1] : rest;
  if (Array.isArray(values)) {
    throw dataError(
      file,
      'This array holds strings; features must be numbers.',
      'Is it the file of the labels?',
    );
  }
  if (expected !== undefined && expected.join() !== shape.join()) {
    throw dataError(
      file,
      `It holds ${shape.join(' × ')} numbers a row, but the training array ${expected.join(' × ')}.`,
      'Compute both with the same model.',
    );
  }
  const size = sizeOf(shape);
  if (size === 0)
    throw dataError(file, 'Its rows hold no numbers.', 'Give an array of the shape (rows, numbers).');
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / size);
    if (!Number.isFinite(values[at]) && !values.subarray(row * size, (row + 1) * size).every(Number.isNaN)) {
      throw dataError(
        file,
        `Row ${row} holds ${values[at]} at position ${at % size}.`,
        'Every number must be finite; a row of NaN alone counts as missing.',
        { line: row + 1 },
      );
    }
  }
  return { name, kind: 'array', shape, values };
}

/** One label a row, whole numbers without a decimal point. Throws a `data` error for what is no list of labels. */
export function npyLabels(file: string, { shape, values }: NpyArray, count: number): string[] {
  const length = shape[0] ?? 0;
  if (values.length !== length) {
    throw dataError(
      file,
      `It holds an array of ${shape.join(' × ')}; labels need one value a row.`,
      'Save them as (rows,).',
    );
  }
  if (length !== count) {
    throw dataError(
      file,
      `It holds ${length} labels for ${count} rows of features.`,
      'Save both in the same run: row i of one belongs to row i of the other.',
    );
  }
  return Array.from<number | string, string>(values, (value) => String(value));
}
