/** Which training rows a group holds. */
import { LensError } from '../../contract/errors';
import type { GroupChoice, GroupCondition } from '../../contract/groups';
import { suggest } from '../../core/nearest';
import type { TableColumn } from '../../core/tables/types';
import type { Dataset } from '../dataset/types';

/** Positions among the training rows, ascending. Throws a `data` error that says what there is when there are none. */
export function groupMembers({ train }: Dataset, choice: GroupChoice): Int32Array {
  const every = Int32Array.from(train.rows.keys());
  if ('rows' in choice) {
    const wanted = new Set(choice.rows);
    const found = every.filter((at) => wanted.has(train.rows[at]));
    if (found.length === wanted.size && found.length > 0) return found;
    const missing = choice.rows.find((row) => !train.rows.includes(row));
    throw new LensError(
      'data',
      missing === undefined ? 'No rows are named.' : `There is no training row ${missing}.`,
      {
        hint: 'Name records of the training file, counted from 0.',
      },
    );
  }
  const tests = choice.where.map((condition) => conditionOn(train.file.table.columns, condition));
  const found = every.filter((at) => tests.every((holds) => holds(train.rows[at])));
  if (found.length > 0) return found;
  throw new LensError('data', `No training row has ${describeGroup(choice)}.`, {
    hint: 'Name a value that occurs, or a wider range.',
  });
}

export function describeGroup(choice: GroupChoice): string {
  if ('rows' in choice)
    return choice.rows.length === 1 ? 'one chosen row' : `${choice.rows.length} chosen rows`;
  return choice.where.map(describeCondition).join(' and ');
}

function describeCondition({ column, value, from, to }: GroupCondition): string {
  if (value !== undefined) return `${column} = ${value}`;
  if (from === to) return `${column} = ${from}`;
  if (from === undefined) return `${column} up to ${to}`;
  return to === undefined ? `${column} from ${from}` : `${column} from ${from} to ${to}`;
}

function conditionOn(
  columns: readonly TableColumn[],
  { column: name, value, from = -Infinity, to = Infinity }: GroupCondition,
): (record: number) => boolean {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column)
    throw new LensError('usage', `There is no column "${name}".`, {
      hint: suggest(
        name,
        columns.map((each) => each.name),
        'columns',
      ),
    });
  if (column.kind === 'categorical' || column.kind === 'boolean') {
    const code = column.categories.indexOf(value ?? '');
    if (code < 0)
      throw new LensError('usage', `No row has "${value ?? 'a range'}" in "${name}".`, {
        hint: suggest(value ?? '', column.categories, 'values'),
      });
    return (record) => column.codes[record] === code;
  }
  if (column.kind === 'numeric' || column.kind === 'date') {
    const exact = value === undefined ? undefined : Number(value);
    if (exact !== undefined && Number.isNaN(exact))
      throw new LensError('usage', `"${name}" holds numbers, not "${value}".`, {
        hint: `Write ${name}=5 or a range such as ${name}=5..10.`,
      });
    return (record) =>
      exact === undefined
        ? column.values[record] >= from && column.values[record] <= to
        : column.values[record] === exact;
  }
  throw new LensError('usage', `"${name}" is read as ${column.kind}: it has no values to group by.`, {
    hint: 'Choose a column of categories or numbers.',
  });
}
