/** Why one training row bears on a prediction as it does. */
import { cellPushTable } from '../export/why';
import { shownRecords } from '../shownRecords';
import type { HostView } from './types';

export const whyView: HostView<'why'> = {
  title: ({ row }) => `Why Training Row ${row}`,

  async load(services, { dataset, target, choice, row }, work) {
    const why = await services.engine.request('why', { dataset, target, choice, row }, work);
    const refs = [{ set: 'train' as const, row }, target];
    const { columns, records } = await shownRecords(services, dataset, why, refs, work);
    return { head: why, why, columns, row: records[0]!, explained: records[1]! };
  },

  labelOf: ({ why }, ref) => (ref.set === 'train' && ref.row === why.row.row ? why.row.label : undefined),
  refs: () => [],
  table: cellPushTable,
  document: ({ why }) => why,
};
