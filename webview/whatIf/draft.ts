/** From the fields of the group's form to a group and back. */
import type { GroupChoice } from '../../extension/contract/groups';
import type { WhatIfAnswer } from '../../extension/contract/panel';
import type { ColumnKind } from '../../extension/contract/records';
import type { Draft } from './ui';

type Column = WhatIfAnswer['columns'][number];

/** What rows can be grouped by. */
export function isGroupable(kind: ColumnKind): boolean {
  return kind === 'numeric' || kind === 'categorical' || kind === 'boolean';
}

/** What stands in the form for a group; a group of chosen rows has no column. */
export function draftOf(group: GroupChoice): Draft {
  const of = JSON.stringify(group);
  if ('rows' in group) return { of, column: '', value: '', from: '', to: '' };
  const { column, value = '', from, to } = group.where[0]!;
  return {
    of,
    column,
    value,
    from: from === undefined ? '' : String(from),
    to: to === undefined ? '' : String(to),
  };
}

/** Another column, with the explained row's own value. */
export function draftFor(of: string, { name, kind }: Column, own: string): Draft {
  const number = kind === 'numeric' && own.trim() !== '' && Number.isFinite(Number(own)) ? own.trim() : '';
  return { of, column: name, value: kind === 'numeric' ? '' : own, from: number, to: number };
}

/** The group that the form describes; undefined while it describes none. */
export function groupOf(
  { column: name, value, from, to }: Draft,
  columns: readonly Column[],
): GroupChoice | undefined {
  const column = columns.find((each) => each.name === name);
  if (!column) return undefined;
  if (column.kind !== 'numeric') return value === '' ? undefined : { where: [{ column: name, value }] };
  const [least, most] = [numberOf(from), numberOf(to)];
  if (least === undefined && most === undefined) return undefined;
  if (Number.isNaN(least) || Number.isNaN(most)) return undefined;
  return {
    where: [
      { column: name, ...(least !== undefined && { from: least }), ...(most !== undefined && { to: most }) },
    ],
  };
}

/** Undefined for an empty field, NaN for one that is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : Number.NaN;
}
