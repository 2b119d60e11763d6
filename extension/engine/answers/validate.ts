import type { AgreementByChoice, ValidateRow } from '../../contract/documents';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params, ValidateResult } from '../../contract/protocol';
import type { FittedModel, Influence } from '../../core/models/types';
import { recordFile } from '../../core/tables/cells';
import { createRandom, shuffle } from '../../core/random';
import type { Dataset } from '../dataset/types';
import { agreementOf } from '../documents/agreement';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { type Choice, describeTarget, findRecord, type Target } from '../session/target';
import { throwIfAborted } from '../work/queue';
import { orderBySize } from './training';

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
    if (params.rows >= n) {
      throw new LensError('usage', `There are only ${n} training rows to leave out.`, {
        hint: 'Ask for fewer rows.',
      });
    }
    // Drawn before anything is known of them; those among the most influential are passed over.
    const candidates = shuffle(
      Int32Array.from({ length: n }, (_, at) => at),
      createRandom(dataset.seed),
    );
    const influence = await timed(request.timings, 'solveMs', () =>
      fitted.model.explain(
        target.features,
        target.explained,
        { ...solverOptions(request, dataset), forecast: candidates.slice(0, params.rows).sort() },
        work,
      ),
    );
    const chosen = chooseRows(influence, params.rows, candidates);
    const start = performance.now();
    const rows: ValidateRow[] = [];
    for (const [i, { at, choice }] of chosen.entries()) {
      work.progress({ stage: 'Retraining without rows', fraction: i / chosen.length });
      throwIfAborted(work.signal);
      const actual = await withoutRow(fitted, target, at, work);
      rows.push(validateRow(dataset, influence, at, choice, actual));
    }
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

/** Half of them the most influential, the rest the first candidates that are not; largest predicted change first. */
function chooseRows(
  influence: Influence,
  count: number,
  candidates: Int32Array,
): { at: number; choice: ValidateRow['chosen'] }[] {
  const order = orderBySize(influence.removalForecast ?? influence.removalDelta);
  const top = new Set(order.subarray(0, Math.ceil(count / 2)));
  const drawn = new Set(candidates.filter((at) => !top.has(at)).subarray(0, count - top.size));
  return Array.from(order).flatMap((at): { at: number; choice: ValidateRow['chosen'] }[] =>
    top.has(at) ? [{ at, choice: 'top' }] : drawn.has(at) ? [{ at, choice: 'random' }] : [],
  );
}

interface Change {
  loss: number;
  probability: number;
}

/** What really happens to the explained prediction without a row. */
async function withoutRow({ model }: Fitted, target: Target, at: number, work: Work): Promise<Change> {
  const retrained = await model.retrainWithout(Int32Array.of(at), { ...work, progress: () => undefined });
  try {
    const before = outcome(model, target);
    const after = outcome(retrained, target);
    return { loss: after.loss - before.loss, probability: after.probability - before.probability };
  } finally {
    retrained.dispose();
  }
}

/** Loss and probability of the explained class. */
function outcome(model: FittedModel, { features, explained }: Target): Change {
  const log = model.logProbabilities(features)[explained];
  return { loss: model.losses?.(features)[explained] ?? -log, probability: Math.exp(log) };
}

function validateRow(
  { train, classes }: Dataset,
  influence: Influence,
  at: number,
  chosen: ValidateRow['chosen'],
  actual: Change,
): ValidateRow {
  const row = train.rows[at];
  return {
    file: recordFile(train.file.name, train.file.table.records, row),
    row,
    line: train.file.table.records.line[row],
    label: classes[train.labels[at]],
    chosen,
    removalDelta: influence.removalDelta[at],
    removalForecast: influence.forecastRows?.[at] === 0 ? undefined : influence.removalForecast?.[at],
    actual: actual.loss,
    removalProbabilityDelta: influence.removalProbabilityDelta[at],
    actualProbabilityDelta: actual.probability,
  };
}

/** Over the rows that have this prediction. */
function agreementBy(
  rows: readonly ValidateRow[],
  predicted: (row: ValidateRow) => number | undefined,
): AgreementByChoice {
  const of = (part: readonly ValidateRow[]) => {
    const pairs = part.flatMap((row) => {
      const value = predicted(row);
      return value === undefined ? [] : [{ value, actual: row.actual }];
    });
    return agreementOf(
      pairs.map((pair) => pair.value),
      pairs.map((pair) => pair.actual),
    );
  };
  return {
    all: of(rows),
    top: of(rows.filter((row) => row.chosen === 'top')),
    random: of(rows.filter((row) => row.chosen === 'random')),
  };
}
