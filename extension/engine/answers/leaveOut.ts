import { LensError } from '../../contract/errors';
import type { Params, Result } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { Engine } from '../session/engine';
import { fittedModel } from '../session/fit';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { type Choice, describeTarget, findRecord } from '../session/target';
import { leaveOut as leaveOutRows } from '../validation/leaveOut';
import { throwIfAborted } from '../work/queue';

export type LeaveOutParams = Omit<Params<'leaveOut'>, 'choice'> & { choice: Choice };

/** What really happens to one prediction without each of the groups of training rows. */
export function leaveOut(engine: Engine, params: LeaveOutParams, work: Work): Promise<Result<'leaveOut'>> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    if (dataset.fingerprint !== params.fingerprint)
      throw new LensError('stale', 'The data has changed since the question was asked.', {
        hint: 'Ask again.',
      });
    const record = await findRecord(request, dataset, params.target);
    const fitted = await fittedModel(request, dataset);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const changes: Result<'leaveOut'> = [];
    for (const rows of params.groups) {
      throwIfAborted(work.signal);
      changes.push(await leaveOutRows(fitted.model, target, rows, work));
    }
    return changes;
  });
}
