/** How far edits may go, in words. */
import type { AuditBounds } from '../../extension/contract/audit';
import type { ColumnKind } from '../../extension/contract/records';
import { formatPlain } from '../format/numbers';

/** What of a dataset can be edited. */
export interface Editable {
  pixels: boolean;
  numbers: boolean;
}

export function editable(columns: readonly { kind: ColumnKind }[]): Editable {
  return {
    pixels: columns.some(({ kind }) => kind === 'image'),
    numbers: columns.some(({ kind }) => kind === 'numeric' || kind === 'array'),
  };
}

/** `a pixel by at most 4 of 255 levels; age by at most 2`. */
export function boundsText({ levels, share, columns }: AuditBounds, { pixels, numbers }: Editable): string {
  const named = Object.entries(columns).map(([column, bound]) => {
    if (Number(bound) === 0) return `${column} not at all`;
    const deviations = typeof bound === 'string';
    return `${column} by at most ${deviations ? `${bound.replace(/ ?sd/, '')} standard deviations` : formatPlain(bound)}`;
  });
  return [
    ...(pixels ? [`a pixel by at most ${levelsText(levels)}`] : []),
    ...(numbers ? [`a number by at most ${shareText(share)}`] : []),
    ...named,
  ].join('; ');
}

export function levelsText(levels: number): string {
  return `${levels} of 255 levels`;
}

export function shareText(share: number): string {
  return `${formatPlain(share)} of its column’s standard deviation`;
}
