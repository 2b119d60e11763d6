import type { GroupChoice, GroupCondition } from '../../contract/groups';
import { usage } from './parse';
import type { OptionValues } from './types';

/** The group that --group names: COLUMN=VALUE, COLUMN=LOW..HIGH (either end may be left out), several joined by &. */
export function groupOf({ group }: OptionValues): GroupChoice {
  if (group === undefined) {
    throw usage('Nothing says which rows.', 'Name them: --group COLUMN=VALUE or --group COLUMN=LOW..HIGH.');
  }
  return { where: String(group).split('&').map(condition) };
}

const RANGE = /^(-?[\d.]*(?:e[+-]?\d+)?)\.\.(-?[\d.]*(?:e[+-]?\d+)?)$/i;

function condition(text: string): GroupCondition {
  const at = text.indexOf('=');
  const column = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  if (at < 0 || column === '') {
    throw usage(`"${text}" names no group.`, 'Write COLUMN=VALUE or COLUMN=LOW..HIGH.');
  }
  const range = RANGE.exec(value);
  const end = (part: string | undefined): number | undefined =>
    part === undefined || part === '' ? undefined : Number(part);
  const [from, to] = [end(range?.[1]), end(range?.[2])];
  if (!range || Number.isNaN(from) || Number.isNaN(to) || (from === undefined && to === undefined)) {
    return { column, value };
  }
  return { column, from, to };
}
