import type { GroupChange, WhatIfDocument } from '../../contract/groups';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { Matrix } from '../../core/linalg/types';
import type { ChangeForecast } from '../../core/models/insight';
import type { Dataset } from '../dataset/types';
import { groupChange } from '../groups/change';
import { describeGroup, groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { predict } from '../session/predictions';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { type Choice, describeTarget, findRecord } from '../session/target';

export type WhatIfParams = Omit<Params<'whatIf'>, 'choice'> & { choice: Choice };

/** What removing or relabelling a group of training rows would do to one prediction and to the test loss. */
export function whatIf(
  engine: Engine,
  params: WhatIfParams,
  work: Work,
  onlyRecord = false,
): Promise<WhatIfDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const record = await findRecord(request, dataset, params.target, onlyRecord);
    const members = groupMembers(dataset, params.group);
    const change = groupChange(dataset, members, params.action);
    const fitted = await fittedModel(request, dataset);
    const insight = insightOf(fitted);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const options = solverOptions(request, dataset);
    const explained = Int32Array.of(target.explained);
    const test = await labelledTest(dataset, fitted, work);
    const [one, many] = await timed(request.timings, 'solveMs', async () => [
      await insight.forecastChange(change, target.features, explained, options, work),
      test && (await insight.forecastChange(change, test.features, test.labels, options, work)),
    ]);
    const start = performance.now();
    const after = params.verify ? await insight.retrainChanged(change, work) : undefined;
    try {
      const before = predict(fitted.model, target.features, explained, dataset.classes.length);
      const real = after && predict(after, target.features, explained, dataset.classes.length);
      const p = (of: typeof before): number => of.probabilities[target.explained];
      const testAfter = after && test && predict(after, test.features, test.labels, dataset.classes.length);
      return {
        kind: 'whatif',
        ...documentHead(request, dataset, fitted, [one.residual]),
        target: target.shown,
        group: {
          text: describeGroup(params.group),
          rows: members.length,
          share: members.length / dataset.train.rows.length,
        },
        action: params.action,
        loss: changeIn(before.loss[0], one, real?.loss[0]),
        probability: {
          before: p(before),
          forecast: one.probabilityDelta[0],
          actual: real && p(real) - p(before),
        },
        testLoss: many && changeIn(fitted.test.meanLoss!, averaged(many), testAfter?.meanLoss ?? undefined),
        testAccuracy:
          fitted.test.accuracy === null
            ? undefined
            : { before: fitted.test.accuracy, actual: testAfter?.accuracy ?? undefined },
        retrainMs: params.verify ? performance.now() - start : undefined,
      };
    } finally {
      after?.dispose();
    }
  });
}

async function labelledTest(
  { test }: Dataset,
  { prepared }: Fitted,
  work: Work,
): Promise<{ features: Matrix; labels: Int32Array } | undefined> {
  const labelled = Int32Array.from(test.rows.keys()).filter((at) => test.labels[at] >= 0);
  if (labelled.length === 0) return undefined;
  const rows = labelled.map((at) => test.rows[at]);
  const features = await prepared.design(test.file.table, rows, work);
  return { features, labels: labelled.map((at) => test.labels[at]) };
}

function averaged({ firstOrder, forecast, ...rest }: ChangeForecast): ChangeForecast {
  const mean = (values: Float64Array): Float64Array =>
    Float64Array.of(values.reduce((sum, value) => sum + value, 0) / values.length);
  return { ...rest, firstOrder: mean(firstOrder), forecast: mean(forecast) };
}

function changeIn(before: number, change: ChangeForecast, after: number | undefined): GroupChange {
  return {
    before,
    firstOrder: change.firstOrder[0],
    forecast: change.forecast[0],
    actual: after === undefined ? undefined : after - before,
  };
}
