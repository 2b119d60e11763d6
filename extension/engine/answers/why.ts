import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { CellPush, RankingAgreement, WhyDocument } from '../../contract/why';
import { featureNames } from '../../core/features/describe';
import type { Matrix } from '../../core/linalg/types';
import type { Perturbation, Rankings } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';
import { recordFile } from '../../core/tables/cells';
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
      pushes: await insight.perturbation?.(features, explained, at, options, work),
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
      cells: pushes && cellPushes(fitted.prepared, features, at, pushes),
    };
  });
}

function agreements(rankings: Rankings, at: number): RankingAgreement[] {
  return RANKING_NAMES.map((name) => {
    const order = rankedBy(rankings, name);
    return { name, rank: order.indexOf(at) + 1, ...agreementWithInfluence(rankings, name) };
  });
}

/** Derivatives times what each cell has over the mean of the training rows; words on their own, other columns as a whole. */
function cellPushes(
  { plan, problem }: Prepared,
  target: Matrix,
  at: number,
  { training, explained }: Perturbation,
): CellPush[] {
  const means = columnMeans(problem.features);
  const [own, row] = [denseRow(target, 0), denseRow(problem.features, at)];
  const pushes = new Map<string, CellPush>();
  featureNames(plan).forEach(({ column, term }, j) => {
    // A word that is in neither of the two has no cell to push with.
    if (term !== undefined && own[j] === 0 && row[j] === 0) return;
    const key = term === undefined ? column : `${column}\n${term}`;
    const push = pushes.get(key) ?? { column, term, training: 0, explained: 0 };
    const base = term === undefined ? means[j] : 0;
    push.training += training[j] * (row[j] - base);
    push.explained += explained[j] * (own[j] - base);
    pushes.set(key, push);
  });
  const size = (push: CellPush): number => Math.max(Math.abs(push.training), Math.abs(push.explained));
  return [...pushes.values()].sort((a, b) => size(b) - size(a));
}

function columnMeans(matrix: Matrix): Float64Array {
  const out = new Float64Array(matrix.cols);
  const values = matrix.kind === 'dense' ? matrix.data : matrix.values;
  const stored = matrix.kind === 'dense' ? matrix.data.length : matrix.indptr[matrix.rows];
  for (let e = 0; e < stored; e++)
    out[matrix.kind === 'dense' ? e % matrix.cols : matrix.indices[e]] += values[e] / matrix.rows;
  return out;
}
