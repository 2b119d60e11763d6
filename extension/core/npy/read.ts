/** A table of one array and its labels. */
import { PLAIN } from '../tables/fields';
import { hashRange } from '../tables/hash';
import { finishLabel } from '../tables/labelColumn';
import { checkNames } from '../tables/plan';
import { dataError } from '../tables/problems';
import { sizeOf } from '../tables/shapes';
import { addString, createStringColumn } from '../tables/stringColumn';
import type { ReadOptions, RecordIndex, Table, TableColumn } from '../tables/types';
import { npyColumn, npyLabels } from './columns';
import type { NpyArray } from './parse';

/** The column of the array. */
export const ARRAY_COLUMN = 'array';

export interface NpyFile {
  file: string;
  array: NpyArray;
}

/**
 * One record a row of the array. Records have no byte range, and the place of a record from 1 stands for their line; the hash is that of
 * the numbers. Throws `data` and `config` errors.
 * @param labels the file of the labels; absent where there are none
 */
export function readNpy({ file, array }: NpyFile, labels: NpyFile | undefined, options: ReadOptions): Table {
  const count = array.shape[0] ?? 0;
  if (count === 0)
    throw dataError(file, 'The array has no rows.', 'Give an array of the shape (rows, numbers).');
  const label = options.label ?? 'label';
  const names = [ARRAY_COLUMN, label];
  checkNames({ file, names }, options);
  const column = npyColumn(ARRAY_COLUMN, file, array, options.shapes?.[ARRAY_COLUMN]);
  const records = recordsOf(column, count);
  const columns = [column, labelColumn(label, labels, records, options)];
  return { file, format: 'npy', layout: { names }, columns, records, notices: [] };
}

function recordsOf(
  { shape, values }: { shape: readonly number[]; values: Float32Array | Float64Array },
  count: number,
): RecordIndex {
  const hash = new Uint32Array(2 * count);
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const bytes = sizeOf(shape) * values.BYTES_PER_ELEMENT;
  for (let row = 0; row < count; row++) hashRange(view, row * bytes, (row + 1) * bytes, hash, 2 * row);
  return {
    count,
    start: new Float64Array(count),
    end: new Float64Array(count),
    line: Int32Array.from({ length: count }, (_, row) => row + 1),
    hash,
  };
}

function labelColumn(
  name: string,
  labels: NpyFile | undefined,
  records: RecordIndex,
  options: ReadOptions,
): TableColumn {
  const { count } = records;
  const strings = createStringColumn(count, count);
  if (labels !== undefined) {
    const encoder = new TextEncoder();
    npyLabels(labels.file, labels.array, count).forEach((text, row) => {
      const bytes = encoder.encode(text);
      addString(strings, row, bytes, 0, bytes.length, PLAIN);
    });
  }
  return finishLabel(name, strings, records, options, labels?.file ?? name).column;
}
