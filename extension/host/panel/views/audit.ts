/** Which predictions an edit of one training row could flip. */
import type { RecordRef } from '../../../contract/records';
import { auditTable } from '../export/audit';
import { shownRecords } from '../shownRecords';
import type { HostView } from './types';

/** Attacks whose rows are shown with their cells. */
const WITH_CELLS = 200;

export const auditView: HostView<'audit'> = {
  title: () => 'Audit Vulnerability',

  async load(services, { dataset, targets, levels, share, columns: bounds }, work) {
    const params = { dataset, targets, levels, share, columns: bounds };
    const found = await services.engine.request('audit', params, work);
    const { document } = found;
    const shown = document.rows.slice(0, WITH_CELLS);
    const refs: RecordRef[] = [
      ...distinct(shown.map(({ training }) => training.row)).map((row) => ({ set: 'train' as const, row })),
      ...distinct(shown.map(({ row }) => row)).map((row) => ({ set: 'test' as const, row })),
    ];
    return { head: document, ...found, ...(await shownRecords(services, dataset, document, refs, work)) };
  },

  labelOf({ document }, ref) {
    return ref.set === 'train'
      ? document.rows.find(({ training }) => training.row === ref.row)?.training.label
      : undefined;
  },

  refs: () => [],
  table: auditTable,
  document: ({ document }) => document,
};

function distinct(rows: readonly number[]): number[] {
  return [...new Set(rows)];
}
