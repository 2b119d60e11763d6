/** Which part of the training data a prediction hangs on. */
import { slicesTable } from '../export/slices';
import type { HostView } from './types';

/** Slices that are listed, farthest from chance first. */
const LISTED = 100;

export const slicesView: HostView<'slices'> = {
  title: () => 'Responsible Slices',

  async load(services, { dataset, target, choice }, work) {
    const params = { dataset, target, choice, top: LISTED };
    const slices = await services.engine.request('slices', params, work);
    return { head: slices, slices };
  },

  labelOf: () => undefined,
  refs: () => [],
  table: slicesTable,
  document: ({ slices }) => slices,
};
