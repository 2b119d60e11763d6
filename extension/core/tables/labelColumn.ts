/** The label column: classes in code-unit order, and what keeps it from being one. */
import { dataError } from './problems';
import type { StringColumn } from './stringColumn';
import type { Finished } from './stringKinds';
import { categorical } from './stringKinds';
import type { ReadOptions, RecordIndex } from './types';

const MOST_CLASSES = 1000;
/** From this many records on, a label that is new in every other record is taken for something else than a class. */
const ENOUGH_RECORDS = 50;

/** Throws a `data` error for a missing label (with its line), for a single class, and for a column that holds no classes. */
export function finishLabel(
  name: string,
  texts: StringColumn,
  records: RecordIndex,
  options: ReadOptions,
  file: string,
): Finished {
  if (!options.labelOptional) checkPresent(name, texts, records, file);
  const column = categorical(name, 'categorical', texts);
  const classes = column.categories.length;
  if (options.required === undefined && !options.labelOptional) {
    if (classes < 2) {
      throw dataError(
        file,
        `Every record has the same label: column "${name}" holds only "${column.categories[0]}".`,
        'A model needs at least two classes. Is it the right label column?',
      );
    }
    if (classes > MOST_CLASSES || (records.count >= ENOUGH_RECORDS && 2 * classes > records.count)) {
      throw dataError(
        file,
        `Column "${name}" holds ${classes} different values in ${records.count} records: these are no classes.`,
        'Choose a column with few different values as the label.',
      );
    }
  }
  return { column, notices: [] };
}

function checkPresent(name: string, texts: StringColumn, records: RecordIndex, file: string): void {
  const row = texts.codes.indexOf(-1);
  if (row < 0) return;
  let missing = 0;
  for (const code of texts.codes) if (code < 0) missing++;
  const more = missing === 1 ? '' : ` (and ${missing - 1} more)`;
  throw dataError(
    file,
    `This record has no label: column "${name}" is empty here${more}.`,
    'Fill it in or delete the record. Empty, NA, NaN, null and ? count as missing.',
    { line: records.line[row] },
  );
}
