import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params, ValidateResult } from '../../contract/protocol';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import { type Choice, describeTarget, findRecord } from '../session/target';
import { leaveOut } from '../validation/leaveOut';
import { leaveOutAll } from '../validation/leaveOutAll';
import {
  agreementBy,
  askedRows,
  chooseRows,
  drawCandidates,
  topCount,
  validateRow,
} from '../validation/rows';

/** As the protocol's request, or with the choice left to the record. */
export type ValidateParams = Omit<Params<'validate'>, 'choice'> & { choice: Choice };

/** Retrains without single rows and compares the change of the explained loss with the predicted one. */
export function validate(
  engine: Engine,
  params: ValidateParams,
  work: Work,
  onlyRecord = false,
): Promise<ValidateResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const record = await findRecord(request, dataset, params.target, onlyRecord);
    const fitted = await fittedModel(request, dataset);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const n = dataset.train.rows.length;
    const asked = typeof params.rows === 'number' ? undefined : groupMembers(dataset, { rows: params.rows });
    const count = typeof params.rows === 'number' ? params.rows : params.rows.length;
    if (count >= n) {
      throw new LensError('usage', `There are only ${n} training rows to leave out.`, {
        hint: 'Ask for fewer rows.',
      });
    }
    // Those among the most influential are passed over.
    const candidates = asked ?? drawCandidates(dataset);
    const influence = await timed(request.timings, 'solveMs', () =>
      fitted.model.explain(
        target.features,
        target.explained,
        {
          ...solverOptions(request, dataset),
          forecast: { leading: asked ? 0 : topCount(count), rows: candidates.slice(0, count).sort() },
        },
        work,
      ),
    );
    const chosen = asked ? askedRows(influence, asked) : chooseRows(influence, count, candidates);
    const start = performance.now();
    const changes = await leaveOutAll(
      {
        engine,
        question: {
          dataset: params.dataset,
          target: params.target,
          choice: { by: 'class', name: target.shown.explained },
          fingerprint: dataset.fingerprint,
        },
        groups: chosen.map(({ at }) => Int32Array.of(at)),
        here: (rows) => leaveOut(fitted.model, target, rows, work),
      },
      work,
    );
    const rows = chosen.map((row, i) => validateRow(dataset, influence, row, changes[i]));
    return {
      head: documentHead(request, dataset, fitted, influence.checks),
      solver: influence.solver,
      target: target.shown,
      agreement: {
        removalDelta: agreementBy(rows, (row) => row.removalDelta),
        removalForecast: influence.removalForecast && agreementBy(rows, (row) => row.removalForecast),
      },
      rows,
      retrainMs: performance.now() - start,
    };
  });
}
