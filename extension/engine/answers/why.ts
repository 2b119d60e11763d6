import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { RankingAgreement, WhyDocument } from '../../contract/why';
import type { Rankings } from '../../core/models/insight';
import { recordFile } from '../../core/tables/cells';
import { agreementWithInfluence, rankedBy, rankingNames } from '../documents/rankings';
import { groupMembers } from '../groups/members';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import { type Choice, describeTarget, findRecord } from '../session/target';
import { whyCells } from './whyCells';

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
    const asked = { dataset, prepared: fitted.prepared, at, record, target, options };
    const { rankings, pushes } = await timed(request.timings, 'solveMs', async () => ({
      rankings: await insight.rankings(features, explained, options, work),
      pushes: await whyCells(insight, asked, work),
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
        of: rankings.gradientCosine ? 'gradients' : 'features',
        hessian: rankings.hessian[at],
        cosine: rankings.gradientCosine?.[at],
      },
      rankings: agreements(rankings, at),
      ...pushes,
    };
  });
}

function agreements(rankings: Rankings, at: number): RankingAgreement[] {
  return rankingNames(rankings).map((name) => {
    const order = rankedBy(rankings, name);
    return { name, rank: order.indexOf(at) + 1, ...agreementWithInfluence(rankings, name) };
  });
}
