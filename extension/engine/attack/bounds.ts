import type { AuditBounds, AuditSettings } from '../../contract/audit';
import { LensError } from '../../contract/errors';
import { type EditSpace, editSpace } from '../../core/attack/space';
import { nearest } from '../../core/nearest';
import type { Dataset } from '../dataset/types';
import type { Prepared } from '../session/state';

/** Those asked for, else those of the config. Throws a `usage` error for a column whose numbers can't be edited. */
export function auditBounds({ loaded }: Dataset, { plan }: Prepared, asked: AuditSettings): AuditBounds {
  const { audit } = loaded.config;
  const { levels = audit.levels, share = audit.share } = asked;
  const columns = { ...audit.columns, ...asked.columns };
  const editable = plan.columns
    .filter(({ kind }) => kind === 'numeric' || kind === 'image' || kind === 'array')
    .map(({ column }) => column);
  for (const column of Object.keys(columns)) {
    if (editable.includes(column)) continue;
    const near = nearest(column, editable);
    throw new LensError('usage', `There is no column "${column}" whose numbers could be edited.`, {
      hint: near === undefined ? `There are ${editable.slice(0, 8).join(', ')}.` : `Did you mean "${near}"?`,
      location: { file: loaded.file, key: `audit.columns.${column}` },
    });
  }
  return { levels, share, columns };
}

/** Throws a `model` error when nothing at all can be edited. */
export function requireEditable({ train }: Dataset, { plan }: Prepared, bounds: AuditBounds): EditSpace {
  const space = editSpace(plan, train.file.table.columns, train.rows, bounds);
  if (space.limit.some((limit) => limit > 0)) return space;
  throw new LensError('model', 'No number of the training rows can be edited within these bounds.', {
    hint: 'The audit edits numbers and pixels; texts and categories it leaves alone. Widen --share or --levels.',
  });
}
