/** How many rows are worth checking. */
import { budgetTable } from '../export/budget';
import type { HostView } from './types';

export const budgetView: HostView<'budget'> = {
  title: () => 'How Many to Check',
  load: (services, { dataset, rate, kind, draws }, work) =>
    services.engine.request('budget', { dataset, rate, kind, draws }, work),
  labelOf: () => undefined,
  refs: () => [],
  table: budgetTable,
  document: ({ head, budget }) => ({ kind: 'budget', ...head, ...budget }),
};
