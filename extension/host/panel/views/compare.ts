/** One prediction as two models of the same rows explain it. */
import { compareTable, comparisonDocument } from '../export/compare';
import { shownRecords } from '../shownRecords';
import type { HostView } from './types';

/** First rows of each ranking that are shown. */
const LEADING = 10;

export const compareView: HostView<'compare'> = {
  title: () => 'Compare Two Models',

  async load(services, { dataset, other, target, choice }, work) {
    const params = { a: dataset, b: other, target, choice };
    const compare = await services.engine.request('compare', params, work);
    const { a, b, training } = compare;
    const first = [a, b].flatMap(({ order }) => [...order.subarray(0, LEADING)]);
    const refs = [...new Set(first)].map((at) => ({ set: 'train' as const, row: training.row[at] }));
    const { columns, records } = await shownRecords(services, dataset, a.head, [target, ...refs], work);
    const [explained, ...leading] = records;
    return { head: a.head, compare, columns, explained: explained!, leading };
  },

  labelOf({ compare: { training } }, ref) {
    const at = ref.set === 'train' ? training.row.indexOf(ref.row) : -1;
    return at < 0 ? undefined : training.classes[training.label[at]];
  },

  refs: () => [],
  table: compareTable,
  document: comparisonDocument,
};
