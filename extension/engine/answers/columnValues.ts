import type { ColumnValues } from '../../contract/groups';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { TableColumn } from '../../core/tables/types';
import type { Engine } from '../session/engine';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';

/** Values of a column that are listed. */
const LISTED = 2000;

/** What the training rows hold in the columns that they can be grouped by; columns that are empty are left out. */
export function columnValues(
  engine: Engine,
  params: Params<'columnValues'>,
  work: Work,
): Promise<ColumnValues[]> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const { train } = await currentDataset(request);
    return train.file.table.columns.flatMap((column) => valuesOf(column, train.rows));
  });
}

function valuesOf(column: TableColumn, rows: Int32Array): ColumnValues[] {
  if (column.kind === 'numeric') {
    let [least, most] = [Infinity, -Infinity];
    for (const row of rows) {
      const value = column.values[row];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return least <= most ? [{ column: column.name, least, most }] : [];
  }
  if (column.kind !== 'categorical' && column.kind !== 'boolean') return [];
  const counts = new Int32Array(column.categories.length);
  for (const row of rows) if (column.codes[row] >= 0) counts[column.codes[row]]++;
  const found = column.categories
    .map((value, code) => ({ value, rows: counts[code] }))
    .filter((each) => each.rows > 0)
    .sort((a, b) => b.rows - a.rows);
  if (found.length === 0) return [];
  return [{ column: column.name, values: found.slice(0, LISTED), more: Math.max(0, found.length - LISTED) }];
}
