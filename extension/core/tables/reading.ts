/** The columns of a table while its records are read. */
import type { Cursor } from './cursor';
import { ABSENT, NUMBER } from './fields';
import { parseNumber } from './number';
import { NotANumber, numberFromField } from './numberColumn';
import type { ColumnPlan } from './plan';
import { planColumn } from './plan';
import { dataError, placeInRecord, quoteValue } from './problems';
import type { IndexBuilder } from './recordIndex';
import { createIndex, growIndex } from './recordIndex';
import type { StringColumn } from './stringColumn';
import { addString, createStringColumn } from './stringColumn';
import { extended } from './arrays';
import type { ReadOptions } from './types';

/** For each column of the file at most one of `numbers` and `strings` is set. */
export interface Reading {
  options: ReadOptions;
  plans: ColumnPlan[];
  numbers: (Float64Array | undefined)[];
  strings: (StringColumn | undefined)[];
  /** Records that the arrays have room for. */
  capacity: number;
  index: IndexBuilder;
  /** Columns that a value showed not to be numeric, to be read again as strings. */
  contradicted: Set<number>;
  /** Records with fewer fields than the header; fields with text after the closing quote. With the first one's line. */
  short: { count: number; line: number };
  broken: { count: number; line: number };
}

export function createReading(options: ReadOptions, capacity: number): Reading {
  return {
    options,
    plans: [],
    numbers: [],
    strings: [],
    capacity,
    index: createIndex(capacity),
    contradicted: new Set(),
    short: { count: 0, line: 0 },
    broken: { count: 0, line: 0 },
  };
}

/** Plans the columns that have come up in the file and are new; they are missing in the `rows` records before. */
export function addColumns(
  reading: Reading,
  names: readonly string[],
  rows: number,
  isNumeric: (column: number) => boolean,
): void {
  const { plans, numbers, strings, capacity } = reading;
  for (let column = plans.length; column < names.length; column++) {
    const plan = planColumn(names[column], reading.options);
    plans.push(plan);
    if (!plan.read || plan.kind === 'identifier') continue;
    if (plan.kind === 'numeric' || (plan.kind === undefined && isNumeric(column))) {
      numbers[column] = new Float64Array(capacity).fill(NaN, 0, rows);
    } else {
      strings[column] = createStringColumn(capacity, rows);
    }
  }
  numbers.length = names.length;
  strings.length = names.length;
}

export function growReading(reading: Reading): void {
  const capacity = Math.ceil(1.5 * reading.capacity) + 16;
  reading.capacity = capacity;
  growIndex(reading.index, capacity);
  reading.numbers.forEach((values, column) => {
    if (values !== undefined) reading.numbers[column] = extended(values, new Float64Array(capacity));
  });
  for (const texts of reading.strings) {
    if (texts !== undefined) texts.codes = extended(texts.codes, new Int32Array(capacity));
  }
}

/** Takes the cells of the cursor's record. Throws a `data` error for a value that a numeric column cannot hold. */
export function addCells(reading: Reading, cursor: Cursor): void {
  const { numbers, strings } = reading;
  const { fields, row } = cursor;
  const { start, end, form, number, count } = fields;
  const { bytes } = cursor.window;
  for (let column = 0; column < numbers.length; column++) {
    const values = numbers[column];
    if (values !== undefined) {
      if (column >= count) {
        values[row] = NaN;
      } else if (form[column] === NUMBER) {
        values[row] = number[column];
      } else {
        const value = parseNumber(bytes, start[column], end[column]);
        values[row] = Number.isFinite(value) ? value : unusualNumber(reading, cursor, column);
      }
    } else {
      const texts = strings[column];
      if (texts !== undefined) addText(texts, cursor, column);
    }
  }
}

export function addText(texts: StringColumn, cursor: Cursor, column: number): void {
  const { fields, row, window } = cursor;
  if (column < fields.count) {
    addString(texts, row, window.bytes, fields.start[column], fields.end[column], fields.form[column]);
  } else {
    addString(texts, row, window.bytes, 0, 0, ABSENT);
  }
}

/** What `parseNumber` did not read: a missing value, blanks around a number, or a column that is not numeric after all. */
function unusualNumber(reading: Reading, cursor: Cursor, column: number): number {
  const { start, end, form } = cursor.fields;
  const { bytes } = cursor.window;
  try {
    return numberFromField(bytes, start[column], end[column], form[column]);
  } catch (thrown) {
    if (!(thrown instanceof NotANumber)) throw thrown;
    const { name, kind } = reading.plans[column];
    if (kind !== 'numeric' && !thrown.infinite) {
      reading.contradicted.add(column);
      reading.numbers[column] = undefined;
      return NaN;
    }
    const what = thrown.infinite ? 'not finite' : 'no number';
    throw dataError(
      cursor.source.name,
      `Column "${name}" is numeric, but this value is ${what}: ${quoteValue(thrown.text)}.`,
      thrown.infinite
        ? 'Write a number, or leave the cell empty if it is unknown.'
        : 'Put it right, leave the cell empty if it is unknown, or set another kind under "features.columns".',
      placeInRecord(bytes, cursor.start, cursor.line, start[column]),
    );
  }
}
