import { LensError } from '../../contract/errors';
import { recordFile } from '../../core/tables/cells';
import type { Table } from '../../core/tables/types';
import { suggest } from '../../core/nearest';

/** Codes and class names of a table's label column; undefined when the table has none. */
export function labelColumn(
  table: Table,
  label: string,
): { codes: Int32Array; categories: string[] } | undefined {
  const column = table.columns.find((candidate) => candidate.name === label);
  return column && (column.kind === 'categorical' || column.kind === 'boolean') ? column : undefined;
}

/**
 * The labels of a table's records as indices in `classes`; −1 where there is none.
 * Throws a `data` error with the line of the first label that the training rows do not have.
 */
export function labelsIn(classes: readonly string[], table: Table, label: string, file: string): Int32Array {
  const column = labelColumn(table, label);
  if (!column) return new Int32Array(table.records.count).fill(-1);
  const classOf = Int32Array.from(column.categories, (name) => classes.indexOf(name));
  return column.codes.map((code, record) => {
    if (code < 0) return -1;
    if (classOf[code] < 0) {
      const name = column.categories[code];
      throw new LensError('data', `The label "${name}" does not occur in the training rows.`, {
        hint: `Correct it, or add such rows to the training file. ${suggest(name, classes, 'labels')}`,
        location: { file: recordFile(file, table.records, record), line: table.records.line[record] },
      });
    }
    return classOf[code];
  });
}
