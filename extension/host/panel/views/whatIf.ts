/** What becomes of a prediction when a group of training rows is removed or relabelled. */
import { whatIfTable } from '../export/whatIf';
import { shownRecords } from '../shownRecords';
import type { HostView } from './types';

export const whatIfView: HostView<'whatIf'> = {
  title: () => 'What If',

  async load(services, { dataset, target, choice, group, action, verify }, work) {
    const params = { dataset, target, choice, group, action, verify };
    const whatIf = await services.engine.request('whatIf', params, work);
    const { columns, records } = await shownRecords(services, dataset, whatIf, [target], work);
    const values = await services.engine.request('columnValues', { dataset }, work);
    return { head: whatIf, whatIf, columns, explained: records[0]!, values };
  },

  labelOf: () => undefined,
  refs: () => [],
  table: whatIfTable,
  document: ({ whatIf }) => whatIf,
};
