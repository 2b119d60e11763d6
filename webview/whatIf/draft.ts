/** From the fields of the group's form to a group and back. */
import type { GroupChoice, GroupCondition } from '../../extension/contract/groups';
import type { WhatIfAnswer } from '../../extension/contract/panel';
import type { ColumnKind } from '../../extension/contract/records';
import type { ConditionDraft, Draft } from './ui';

export type Column = WhatIfAnswer['columns'][number];

/** What rows can be grouped by. */
export function isGroupable(kind: ColumnKind): boolean {
  return kind === 'numeric' || kind === 'categorical' || kind === 'boolean';
}

/** What stands in the form for a group; a group of chosen rows has no conditions. */
export function draftOf(group: GroupChoice): Draft {
  return { of: JSON.stringify(group), conditions: 'rows' in group ? [] : group.where.map(written) };
}

function written({ column, value = '', from, to }: GroupCondition): ConditionDraft {
  const text = (end: number | undefined): string => (end === undefined ? '' : String(end));
  return { column, value, from: text(from), to: text(to) };
}

/** On another column, with the explained row's own value. */
export function conditionFor({ name, kind }: Column, own: string): ConditionDraft {
  const number = kind === 'numeric' && own.trim() !== '' && Number.isFinite(Number(own)) ? own.trim() : '';
  return { column: name, value: kind === 'numeric' ? '' : own, from: number, to: number };
}

/** The group that the form describes; undefined while one of its conditions says nothing. */
export function groupOf(
  { conditions }: Draft,
  columns: readonly Column[],
): { where: GroupCondition[] } | undefined {
  const where = conditions.map((condition) => conditionOf(condition, columns));
  return where.length > 0 && where.every((condition) => condition !== undefined) ? { where } : undefined;
}

function conditionOf(
  { column: name, value, from, to }: ConditionDraft,
  columns: readonly Column[],
): GroupCondition | undefined {
  const column = columns.find((each) => each.name === name);
  if (!column) return undefined;
  if (column.kind !== 'numeric') return value === '' ? undefined : { column: name, value };
  const [least, most] = [numberOf(from), numberOf(to)];
  if (least === undefined && most === undefined) return undefined;
  if (Number.isNaN(least) || Number.isNaN(most)) return undefined;
  return {
    column: name,
    ...(least !== undefined && { from: least }),
    ...(most !== undefined && { to: most }),
  };
}

/** Undefined for an empty field, NaN for one that is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : Number.NaN;
}
