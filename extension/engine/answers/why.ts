import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { RankingAgreement, WhyDocument } from '../../contract/why';
import { applyFeatures } from '../../core/features/apply';
import { pictureOf } from '../../core/features/picture';
import type { DenseMatrix } from '../../core/linalg/types';
import type { Perturbation, Rankings } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';
import { recordFile } from '../../core/tables/cells';
import type { Dataset } from '../dataset/types';
import { averageRow, cellPushes, picturePushes, rowsInQuestion } from '../documents/pushes';
import { agreementWithInfluence, rankedBy, RANKING_NAMES } from '../documents/rankings';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Prepared } from '../session/state';
import { type Choice, describeTarget, findRecord, type FoundRecord, type Target } from '../session/target';

export type WhyParams = Omit<Params<'why'>, 'choice'> & { choice: Choice };

/** Why one training row bears on one prediction as it does. */
export function why(engine: Engine, params: WhyParams, work: Work, onlyRecord = false): Promise<WhyDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const record = await findRecord(request, dataset, params.target, onlyRecord);
    const at = groupMembers(dataset, { rows: [params.row] })[0];
    const fitted = await fittedModel(request, dataset);
    const insight = insightOf(fitted);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const { features, explained, shown } = target;
    const options = solverOptions(request, dataset);
    const { rankings, pushes } = await timed(request.timings, 'solveMs', async () => {
      const derivatives = await insight.perturbation?.(features, explained, at, options, work);
      return {
        rankings: await insight.rankings(features, explained, options, work),
        pushes:
          derivatives && (await pushedBy(dataset, fitted.prepared, at, target, record, derivatives, work)),
      };
    });
    const { train, classes } = dataset;
    const row = train.rows[at];
    return {
      kind: 'why',
      ...documentHead(request, dataset, fitted, []),
      target: shown,
      row: {
        file: recordFile(train.file.name, train.file.table.records, row),
        row,
        line: train.file.table.records.line[row],
        label: classes[train.labels[at]],
        predicted: classes[fitted.training.predicted[at]],
      },
      influence: rankings.influence[at],
      removalDelta: -rankings.influence[at] / train.rows.length,
      parts: {
        loss: rankings.loss[at],
        similarity: rankings.similarity[at],
        hessian: rankings.hessian[at],
      },
      rankings: agreements(rankings, at),
      ...pushes,
    };
  });
}

function agreements(rankings: Rankings, at: number): RankingAgreement[] {
  return RANKING_NAMES.map((name) => {
    const order = rankedBy(rankings, name);
    return { name, rank: order.indexOf(at) + 1, ...agreementWithInfluence(rankings, name) };
  });
}

async function pushedBy(
  { train }: Dataset,
  { plan, problem, through }: Prepared,
  at: number,
  { features }: Target,
  record: FoundRecord,
  derivatives: Perturbation,
  work: Work,
): Promise<Pick<WhyDocument, 'cells' | 'picture'>> {
  const { table } = train.file;
  const picture = pictureOf(plan, table.columns, train.rows);
  if (!through) {
    const rows = rowsInQuestion(problem.features, at, features);
    return {
      cells: cellPushes(plan, rows, derivatives),
      ...(picture && { picture: picturePushes(plan, picture, rows, derivatives) }),
    };
  }
  // A network mixes cells; those of a picture are read where they stand.
  if (picture?.column === undefined || plan.columns.length > 1) return {};
  const [training, explained] = [
    await applyFeatures(plan, table, Int32Array.of(train.rows[at]), work),
    await applyFeatures(plan, record.file.table, Int32Array.of(record.row), work),
  ].map((row) => denseRow(row, 0));
  const back = async (row: Float64Array, weights: Float64Array): Promise<Float64Array> =>
    (await through.pullBack(oneRow(row), oneRow(weights), work)).data;
  const rows = { training, explained, means: averageRow(plan) };
  try {
    const byPixel = {
      training: await back(training, derivatives.training),
      explained: await back(explained, derivatives.explained),
    };
    return {
      cells: cellPushes(plan, rows, byPixel),
      picture: picturePushes(plan, picture, rows, byPixel),
    };
  } catch (error) {
    // Layers that cannot be differentiated: the rest of the answer stands.
    if (error instanceof LensError && error.code === 'model') return {};
    throw error;
  }
}

function oneRow(data: Float64Array): DenseMatrix {
  return { kind: 'dense', rows: 1, cols: data.length, data };
}
