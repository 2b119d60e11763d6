/** The kind of a column of strings, found out or set, and the column as that kind. */
import type { Notice } from '../../contract/records';
import { isAmbiguousDate, parseDate } from './dates';
import { datesOf, isBoolean, kindOfStrings, loneInfinite, numbersOf } from './kinds';
import { isInfinite, numberFromText } from './numberColumn';
import type { ColumnPlan } from './plan';
import { dataError, quoteValue } from './problems';
import type { StringColumn } from './stringColumn';
import type { Interner } from './strings';
import { packedStrings, stringAt } from './strings';
import type { ReadableKind, RecordIndex, TableColumn } from './types';

/** A column on its way into the table. */
export interface Finished {
  column: TableColumn;
  notices: Notice[];
}

export interface StringContext {
  file: string;
  /** Not a file that follows a training file. */
  isTraining: boolean;
  /** It was read as numbers until a value showed that it is none. */
  contradicted: boolean;
}

export function finishStrings(
  plan: ColumnPlan,
  texts: StringColumn,
  records: RecordIndex,
  context: StringContext,
): Finished {
  const { name } = plan;
  const { strings, codes } = texts;
  const lineOf = (id: number): number => records.line[texts.firstRow[id]];
  if (plan.kind !== undefined) {
    return { column: asSet(plan.kind, name, texts, lineOf, context), notices: [] };
  }
  if (strings.count === 0) {
    const column = categorical(name, 'categorical', texts);
    return { column, notices: [{ message: `Column "${name}" is empty.` }] };
  }
  const numbers = numbersOf(strings);
  if (numbers !== undefined) return { column: valued(name, 'numeric', codes, numbers), notices: [] };
  const infinite = loneInfinite(strings);
  if (infinite >= 0) throw notFinite(name, stringAt(strings, infinite), lineOf(infinite), context.file);
  const dates = datesOf(strings);
  if (dates !== undefined) return { column: valued(name, 'date', codes, dates), notices: [] };
  const present = codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0);
  const kind = texts.nested.count > 0 ? 'text' : kindOfStrings(strings, present, records.count);
  const notices = [
    ...kindNotices(name, kind, texts, present, lineOf, context),
    ...nestedNotices(name, texts, records),
  ];
  return { column: asFound(name, kind, texts), notices };
}

function valued(
  name: string,
  kind: 'numeric' | 'date',
  codes: Int32Array,
  distinct: Float64Array,
): TableColumn {
  return { name, kind, values: Float64Array.from(codes, (code) => (code < 0 ? NaN : distinct[code])) };
}

/** A column of categories in code-unit order. */
export function categorical(
  name: string,
  kind: 'categorical' | 'boolean',
  { strings, codes }: StringColumn,
): TableColumn & { kind: 'categorical' | 'boolean' } {
  const texts = Array.from({ length: strings.count }, (_, id) => stringAt(strings, id));
  const order = texts.map((_, id) => id).sort((a, b) => (texts[a] < texts[b] ? -1 : 1));
  const rank = new Int32Array(strings.count);
  order.forEach((id, position) => (rank[id] = position));
  return {
    name,
    kind,
    codes: codes.map((code) => (code < 0 ? -1 : rank[code])),
    categories: order.map((id) => texts[id]),
  };
}

function asFound(name: string, kind: ReadableKind, texts: StringColumn): TableColumn {
  // Of an image column these are the paths; who can open files puts the pixels in their place.
  if (kind === 'text' || kind === 'image') {
    return { name, kind: 'text', codes: texts.codes, texts: packedStrings(texts.strings) };
  }
  if (kind === 'identifier') return { name, kind };
  return categorical(name, kind === 'boolean' ? 'boolean' : 'categorical', texts);
}

/** The column as the kind that was set. Throws a `data` error with the line of the first value that does not fit. */
function asSet(
  kind: ReadableKind,
  name: string,
  texts: StringColumn,
  lineOf: (id: number) => number,
  { file, isTraining }: StringContext,
): TableColumn {
  const { strings, codes } = texts;
  if (kind === 'date') {
    const dates = datesOf(strings);
    if (dates !== undefined) return valued(name, 'date', codes, dates);
    const id = firstWhere(strings, (text) => Number.isNaN(parseDate(text)));
    throw dataError(
      file,
      `Column "${name}" holds dates, but this value is none that can be read: ${quoteValue(stringAt(strings, id))}.`,
      'Write dates as 2024-05-31, 2024-05-31T14:05:00Z or 31.05.2024, or set another kind under "features.columns".',
      { line: lineOf(id) },
    );
  }
  if (kind === 'boolean' && isTraining && strings.count > 2 && !isBoolean(strings)) {
    throw dataError(
      file,
      `Column "${name}" is boolean, but this is its third value: ${quoteValue(stringAt(strings, 2))}.`,
      'Put it right, or set the column to "categorical" under "features.columns".',
      { line: lineOf(2) },
    );
  }
  return asFound(name, kind, texts);
}

function firstWhere(strings: Interner, holds: (text: string) => boolean): number {
  let id = 0;
  while (id < strings.count - 1 && !holds(stringAt(strings, id))) id++;
  return id;
}

function notFinite(name: string, text: string, line: number, file: string): Error {
  return dataError(
    file,
    `Column "${name}" is numeric, but this value is not finite: ${quoteValue(text)}.`,
    'Write a number, or leave the cell empty if it is unknown.',
    { line },
  );
}

function kindNotices(
  name: string,
  kind: ReadableKind,
  texts: StringColumn,
  present: number,
  lineOf: (id: number) => number,
  { contradicted }: StringContext,
): Notice[] {
  const { strings } = texts;
  const notices: Notice[] = [];
  if (kind !== 'text' || contradicted) {
    const other = firstWhere(strings, (text) => !Number.isFinite(numberFromText(text)) && !isInfinite(text));
    const mixed = contradicted || 2 * countNumbers(strings) >= strings.count;
    if (mixed) {
      notices.push({
        message: `Column "${name}" is read as ${kind}, not as numbers: it holds ${quoteValue(stringAt(strings, other))}.`,
        line: lineOf(other),
      });
    }
  }
  if (kind === 'identifier') {
    notices.push({
      message: `Column "${name}" has a different value in every record; it is left out as an identifier.`,
    });
  }
  if (kind !== 'text' && isAmbiguousDate(stringAt(strings, 0))) {
    notices.push({
      message: `Column "${name}" looks like dates whose day and month cannot be told apart; it is read as ${kind}. Write dates as 2024-05-31.`,
      line: lineOf(0),
    });
  }
  if (kind === 'categorical' && strings.count > 50 && 2 * strings.count > present) {
    notices.push({
      message: `Column "${name}" has ${strings.count} categories in ${present} records. If it only names records, list it under "features.exclude".`,
    });
  }
  return notices;
}

function countNumbers(strings: Interner): number {
  let count = 0;
  for (let id = 0; id < strings.count; id++)
    if (Number.isFinite(numberFromText(stringAt(strings, id)))) count++;
  return count;
}

function nestedNotices(name: string, { nested }: StringColumn, records: RecordIndex): Notice[] {
  if (nested.count === 0) return [];
  return [
    {
      message: `Column "${name}" holds nested values (${nested.count} of ${records.count} records); their JSON is read as text. Write one key a value to use them as columns.`,
      line: records.line[nested.row],
    },
  ];
}
