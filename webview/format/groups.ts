/** Groups of training rows and what is done with them, in words. */
import type { GroupAction, GroupChoice, GroupCondition } from '../../extension/contract/groups';
import { formatPlain, formatRows } from './numbers';

/** `age = 4`, `age 10 to 20`, `age up to 20`. */
export function conditionText({ column, value, from, to }: GroupCondition): string {
  if (value !== undefined) return `${column} = ${value === '' ? 'empty' : value}`;
  const digits = (number: number) => formatPlain(number, 6);
  if (from !== undefined && from === to) return `${column} = ${digits(from)}`;
  if (from === undefined) return to === undefined ? column : `${column} up to ${digits(to)}`;
  return to === undefined ? `${column} from ${digits(from)}` : `${column} ${digits(from)} to ${digits(to)}`;
}

export function whereText(where: readonly GroupCondition[]): string {
  return where.map(conditionText).join(' and ');
}

/** `4 rows with age = 4`. */
export function groupText(group: GroupChoice, rows: number): string {
  if ('where' in group) return `${formatRows(rows)} with ${whereText(group.where)}`;
  return rows === 1 ? 'the chosen row' : `the ${formatRows(rows)} chosen`;
}

/** `Without 4 rows with age = 4`, `If the chosen row was labelled “spam”`. */
export function changeText(action: GroupAction, group: GroupChoice, rows: number): string {
  const which = groupText(group, rows);
  if (action.do === 'remove') return `Without ${which}`;
  return `If ${which} ${rows === 1 ? 'was' : 'were'} labelled “${action.label}”`;
}
