/** Columns of a Parquet file while their values are read. */
import type { LensError } from '../../contract/errors';
import { PLAIN } from '../tables/fields';
import { finishLabel } from '../tables/labelColumn';
import { isInfinite, numberFromText } from '../tables/numberColumn';
import type { ColumnPlan } from '../tables/plan';
import { dataError, quoteValue } from '../tables/problems';
import type { StringColumn } from '../tables/stringColumn';
import { addString, createStringColumn } from '../tables/stringColumn';
import type { Finished } from '../tables/stringKinds';
import { finishStrings } from '../tables/stringKinds';
import { stringAt } from '../tables/strings';
import type { ReadOptions, RecordIndex, TableColumn } from '../tables/types';
import { textOfValue } from './values';

export interface ColumnBuilder {
  /** Takes the value of a record; those that are left out are missing. */
  add(row: number, value: unknown): void;
  finish(records: RecordIndex): Finished;
}

/** What all builders of a table share. */
export interface BuildContext {
  file: string;
  count: number;
  options: ReadOptions;
}

/** Numbers, booleans as 0 and 1, dates as milliseconds. Throws a `data` error for a value that is none. */
export function numberBuilder(
  { name }: ColumnPlan,
  kind: 'numeric' | 'date',
  context: BuildContext,
): ColumnBuilder {
  const values = new Float64Array(context.count).fill(NaN);
  return {
    add(row, value) {
      const number =
        value instanceof Date
          ? value.getTime()
          : typeof value === 'string'
            ? numberFromText(value)
            : Number(value);
      const isNaNItself = typeof value === 'number' && Number.isNaN(value);
      if (!Number.isFinite(number) && !isNaNItself) throw noNumber(name, value, row, context.file);
      values[row] = number;
    },
    finish: () => ({ column: { name, kind, values }, notices: [] }),
  };
}

function noNumber(name: string, value: unknown, row: number, file: string): LensError {
  const text = textOfValue(value);
  const what = isInfinite(text) ? 'not finite' : 'no number';
  return dataError(
    file,
    `Column "${name}" is numeric, but this value is ${what}: ${quoteValue(text)} (record ${row}).`,
    'Put it right, leave it null if it is unknown, or set another kind under "features.columns".',
    { line: row + 1 },
  );
}

export function booleanBuilder({ name }: ColumnPlan, { count }: BuildContext): ColumnBuilder {
  const codes = new Int32Array(count).fill(-1);
  return {
    add(row, value) {
      codes[row] = value ? 1 : 0;
    },
    finish: () => ({ column: { name, kind: 'boolean', codes, categories: ['false', 'true'] }, notices: [] }),
  };
}

/** Whatever has a spelling; the kind is found out as for a text file, or is the one that is set. */
export function stringBuilder(plan: ColumnPlan, context: BuildContext): ColumnBuilder {
  const { file, count, options } = context;
  const strings = createStringColumn(count, count);
  const encoder = new TextEncoder();
  return {
    add(row, value) {
      const bytes = encoder.encode(textOfValue(value));
      addString(strings, row, bytes, 0, bytes.length, PLAIN);
      if (isNested(value) && strings.nested.count++ === 0) strings.nested.row = row;
    },
    finish(records) {
      if (plan.isLabel) return finishLabel(plan.name, strings, records, options, file);
      if (plan.kind === 'numeric') return { column: spelledNumbers(plan, strings, context), notices: [] };
      const isTraining = options.required === undefined;
      return finishStrings(plan, strings, records, { file, isTraining, contradicted: false });
    },
  };
}

function isNested(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)
  );
}

function spelledNumbers(
  plan: ColumnPlan,
  { codes, strings }: StringColumn,
  context: BuildContext,
): TableColumn {
  const builder = numberBuilder(plan, 'numeric', context);
  codes.forEach((code, row) => {
    if (code >= 0) builder.add(row, stringAt(strings, code));
  });
  return builder.finish(EMPTY).column;
}

const EMPTY: RecordIndex = {
  count: 0,
  start: new Float64Array(),
  end: new Float64Array(),
  line: new Int32Array(),
  hash: new Uint32Array(),
};
