/** From what was collected to a table, and what a user should know about it. */
import type { Notice } from '../../contract/records';
import { trimmed } from './arrays';
import type { Cursor } from './cursor';
import { finishLabel } from './labelColumn';
import { listNames } from '../nearest';
import type { Reading } from './reading';
import { finishIndex } from './recordIndex';
import type { Tally } from './recordShape';
import type { Finished } from './stringKinds';
import { finishStrings } from './stringKinds';
import type { LineTable, RecordIndex, TableColumn } from './types';

export function finishTable(reading: Reading, cursor: Cursor): LineTable {
  const { layout, source, header } = cursor;
  const records = finishIndex(reading.index);
  const notices: Notice[] = [...(header?.notices ?? []), ...shapeNotices(reading, cursor)];
  const columns: TableColumn[] = [];
  reading.plans.forEach((plan, position) => {
    if (!plan.read) return;
    const finished = finishColumn(reading, cursor, records, position);
    columns.push(finished.column);
    notices.push(...finished.notices.map((notice) => ({ file: source.name, ...notice, column: plan.name })));
  });
  notices.push(...encodingNotices(reading, records, source.name));
  return { file: source.name, format: layout.format, layout, columns, records, notices };
}

function finishColumn(reading: Reading, cursor: Cursor, records: RecordIndex, position: number): Finished {
  const plan = reading.plans[position];
  const values = reading.numbers[position];
  if (values !== undefined) {
    const present = trimmed(values, records.count);
    if (plan.kind === undefined && cursor.header?.unnamed.includes(position) && areRowNumbers(present)) {
      const message = `The column without a name holds row numbers; it is left out.`;
      return { column: { name: plan.name, kind: 'identifier' }, notices: [{ message }] };
    }
    return { column: { name: plan.name, kind: 'numeric', values: present }, notices: [] };
  }
  const texts = reading.strings[position];
  if (texts === undefined) return { column: { name: plan.name, kind: 'identifier' }, notices: [] };
  texts.codes = trimmed(texts.codes, records.count);
  if (plan.isLabel) return finishLabel(plan.name, texts, records, reading.options, cursor.source.name);
  return finishStrings(plan, texts, records, {
    file: cursor.source.name,
    isTraining: reading.options.required === undefined,
    contradicted: reading.contradicted.has(position),
  });
}

/** Whole numbers, each one more than the last, as the index column that pandas writes. */
function areRowNumbers(values: Float64Array): boolean {
  if (values[0] !== 0 && values[0] !== 1) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1] + 1) return false;
  return true;
}

function records(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function shapeNotices(reading: Reading, { layout, source }: Cursor): Notice[] {
  const notices: Notice[] = [];
  const add = (tally: Tally, message: string): void => {
    if (tally.count > 0) notices.push({ message, file: source.name, line: tally.line });
  };
  if (layout.format === 'csv' && layout.delimiter !== ',') {
    notices.push({
      message: `The fields are separated by ${layout.delimiter === '\t' ? 'tabs' : `"${layout.delimiter}"`}.`,
      file: source.name,
    });
  }
  const { short, broken } = reading;
  const had = short.count === 1 ? 'has' : 'have';
  add(
    short,
    `${records(short.count, 'record', 'records')} ${had} fewer fields than the header; the rest is taken as missing.`,
  );
  add(
    broken,
    `${records(broken.count, 'field has', 'fields have')} text after the closing quote; it is kept as part of the field.`,
  );
  return notices;
}

function encodingNotices(reading: Reading, { line }: RecordIndex, file: string): Notice[] {
  const foreign = reading.plans.flatMap((plan, position) => {
    const texts = reading.strings[position];
    return texts === undefined || texts.foreign.count === 0 ? [] : [{ name: plan.name, ...texts.foreign }];
  });
  if (foreign.length === 0) return [];
  const first = Math.min(...foreign.map(({ row }) => row));
  const total = foreign.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      message: `${records(total, 'value is', 'values are')} not valid UTF-8 (column ${listNames(foreign.map(({ name }) => name))}); read as Windows-1252. Save the file as UTF-8 if that is wrong.`,
      file,
      line: line[first],
    },
  ];
}
