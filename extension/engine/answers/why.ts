import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { RankingAgreement, WhyDocument } from '../../contract/why';
import { pictureOf } from '../../core/features/picture';
import type { Matrix } from '../../core/linalg/types';
import type { Perturbation, Rankings } from '../../core/models/insight';
import { recordFile } from '../../core/tables/cells';
import type { Dataset } from '../dataset/types';
import { cellPushes, picturePushes, rowsInQuestion } from '../documents/pushes';
import { agreementWithInfluence, rankedBy, RANKING_NAMES } from '../documents/rankings';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Prepared } from '../session/state';
import { type Choice, describeTarget, findRecord } from '../session/target';

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
    const { rankings, pushes } = await timed(request.timings, 'solveMs', async () => ({
      rankings: await insight.rankings(features, explained, options, work),
      // What a network makes of the cells has no cells to push.
      pushes: fitted.prepared.through
        ? undefined
        : await insight.perturbation?.(features, explained, at, options, work),
    }));
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
      ...(pushes && pushedBy(dataset, fitted.prepared, at, features, pushes)),
    };
  });
}

function agreements(rankings: Rankings, at: number): RankingAgreement[] {
  return RANKING_NAMES.map((name) => {
    const order = rankedBy(rankings, name);
    return { name, rank: order.indexOf(at) + 1, ...agreementWithInfluence(rankings, name) };
  });
}

function pushedBy(
  { train }: Dataset,
  { plan, problem }: Prepared,
  at: number,
  target: Matrix,
  derivatives: Perturbation,
): Pick<WhyDocument, 'cells' | 'picture'> {
  const rows = rowsInQuestion(problem.features, at, target);
  const picture = pictureOf(plan, train.file.table.columns, train.rows);
  return {
    cells: cellPushes(plan, rows, derivatives),
    ...(picture && { picture: picturePushes(plan, picture, rows, derivatives) }),
  };
}
