import type { ChecksResult, Params } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import { runChecks } from '../checks/run';
import type { Engine } from '../session/engine';
import { documentHead } from '../session/head';
import { onDataset, timed } from '../session/request';
import type { Choice } from '../session/target';
import { explanationOf } from './explain';

export type ChecksParams = Omit<Params<'checks'>, 'choice'> & { choice: Choice };

/** Whether the explanation of one prediction can be trusted. */
export function checks(engine: Engine, params: ChecksParams, work: Work): Promise<ChecksResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const context = await explanationOf(request, params, {});
    const { dataset, fitted, target, influence } = context;
    const trust = await timed(request.timings, 'scoreMs', () => runChecks(context, params.full));
    return {
      head: documentHead(request, dataset, fitted, [...influence.checks, ...trust]),
      target: target.shown,
    };
  });
}
