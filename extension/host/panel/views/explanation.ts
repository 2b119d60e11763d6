/** A prediction explained by its training rows. */
import { basename } from 'node:path';
import type { ExplainResult } from '../../../contract/protocol';
import type { RecordRef } from '../../../contract/records';
import { explanationDocument, explanationTable } from '../export/explanation';
import type { HostView } from './types';

export const explanationView: HostView<'explanation'> = {
  title({ target }) {
    if (target.file !== undefined) return `Explain ${basename(target.file)}`;
    return `Explain ${target.set === 'train' ? 'training' : target.set} row ${target.row}`;
  },

  async load(services, { dataset, target, choice, rankBy }, work) {
    const result = await services.engine.request('explain', { dataset, target, choice, rankBy }, work);
    services.recent.add({ dataset, target, choice, title: recentTitle(target, result) });
    return result;
  },

  labelOf({ training }, ref) {
    if (ref.set !== 'train') return undefined;
    const position = training.row.indexOf(ref.row);
    return position < 0 ? undefined : training.classes[training.label[position]];
  },

  refs: ({ training }, positions) =>
    Array.from(positions, (position) => ({ set: 'train', row: training.row[position] })),
  table: explanationTable,
  document: explanationDocument,
};

function recentTitle(target: RecordRef, result: ExplainResult): string {
  const { file, row, label, predicted } = result.target;
  const which = {
    input: basename(file),
    train: `Training row ${row}`,
    test: `Row ${row}`,
  }[target.set];
  return `${which}: ${label === undefined ? '' : `${label}, `}predicted ${predicted}`;
}
