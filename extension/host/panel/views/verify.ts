/** Predicted changes against those that retraining really brings. */
import { verifyDocument, verifyTable } from '../export/verify';
import type { HostView } from './types';

export const verifyView: HostView<'verify'> = {
  title: () => 'Verify by Retraining',
  load: (services, { dataset, target, choice, rows }, work) =>
    services.engine.request('validate', { dataset, target, choice, rows }, work),
  labelOf: ({ rows }, ref) =>
    ref.set === 'train' ? rows.find(({ row }) => row === ref.row)?.label : undefined,
  refs: () => [],
  table: verifyTable,
  document: verifyDocument,
};
