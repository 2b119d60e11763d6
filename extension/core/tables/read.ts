/** Reads a table: one pass over the bytes, and a second one for columns that turn out not to be numeric. */
import type { Work } from '../../contract/progress';
import type { Cursor } from './cursor';
import { advance, openCursor, refill } from './cursor';
import { finishTable } from './finish';
import type { NamedColumns } from './plan';
import { checkNames } from './plan';
import { dataError } from './problems';
import type { Reading } from './reading';
import { addCells, addColumns, addText, createReading, growReading } from './reading';
import { addRecord } from './recordIndex';
import { checkBroken, checkWidth } from './recordShape';
import { sampleRecords } from './sample';
import { createStringColumn } from './stringColumn';
import type { ByteSource, LineTable, ReadOptions } from './types';
import { closeWindow } from './window';

/**
 * Reads a whole table. Throws a `LensError` (`data`, `config`) with file, line and fix for what a person would want to put right
 * before going on; what can be read all the same is told in the table's notices.
 */
export async function readTable(source: ByteSource, options: ReadOptions, work: Work): Promise<LineTable> {
  const cursor = await openCursor(source, work);
  try {
    if (cursor.header !== undefined) checkNames(namesOf(cursor), options);
    const sample = sampleRecords(cursor);
    const reading = createReading(options, sample.expectedRecords);
    addColumns(reading, cursor.layout.names, 0, (column) => sample.numeric[column] === true);
    await readRecords(reading, cursor, work);
    if (reading.index.count === 0) throw noRecords(cursor);
    if (cursor.header === undefined) checkNames(namesOf(cursor), options);
    if (reading.contradicted.size > 0) await readAgain(reading, source, work);
    return finishTable(reading, cursor);
  } finally {
    await closeWindow(cursor.window);
  }
}

function namesOf({ source, layout, header }: Cursor): NamedColumns {
  return { file: source.name, names: layout.names, header };
}

async function readRecords(reading: Reading, cursor: Cursor, work: Work): Promise<void> {
  const { header, fields } = cursor;
  const { names } = cursor.layout;
  do {
    while (advance(cursor)) {
      if (cursor.row === reading.capacity) growReading(reading);
      if (names.length > reading.plans.length) addColumns(reading, names, cursor.row, () => false);
      if (fields.broken >= 0) checkBroken(reading.broken, cursor);
      if (header !== undefined && fields.count !== names.length) checkWidth(reading.short, cursor);
      addRecord(reading.index, cursor);
      addCells(reading, cursor);
    }
  } while (await refill(cursor, work));
}

/** Reads the contradicted columns as strings, from the first record on. */
async function readAgain(reading: Reading, source: ByteSource, work: Work): Promise<void> {
  const columns = [...reading.contradicted];
  for (const column of columns) reading.strings[column] = createStringColumn(reading.capacity);
  const cursor = await openCursor(source, work);
  const { count } = reading.index;
  try {
    do {
      while (cursor.row < count && advance(cursor)) {
        if (cursor.row < count)
          for (const column of columns) addText(reading.strings[column]!, cursor, column);
      }
    } while (await refill(cursor, work));
  } finally {
    await closeWindow(cursor.window);
  }
  if (cursor.row + 1 !== count) {
    throw dataError(
      source.name,
      'The file changed while it was read.',
      'Try again when nothing writes to it.',
    );
  }
}

function noRecords({ header, source }: Cursor): Error {
  const place = { line: 1 };
  return header === undefined
    ? dataError(source.name, 'The file is empty.', 'It must hold one JSON object a line.', place)
    : dataError(
        source.name,
        'The file has a header but no records.',
        'Add one record a line below it.',
        place,
      );
}
