import type { AuditBounds, ColumnBound } from '../../contract/audit';

const DEVIATIONS = /^(\d+(?:\.\d+)?) ?sd$/;

/** What may be added to a number of a column. */
export interface Bound {
  amount: number;
  unit: 'own' | 'deviations' | 'levels';
}

/** @param picture whether the column holds pixels, whose own unit is a level of 255 */
export function boundOf(column: string, picture: boolean, { levels, share, columns }: AuditBounds): Bound {
  const given: ColumnBound | undefined = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (given === undefined)
    return picture ? { amount: levels, unit: 'levels' } : { amount: share, unit: 'deviations' };
  const deviations = DEVIATIONS.exec(String(given));
  if (deviations) return { amount: Number(deviations[1]), unit: 'deviations' };
  return { amount: Number(given), unit: picture ? 'levels' : 'own' };
}
