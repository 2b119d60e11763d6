import type { RankedBy } from '../../contract/documents';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { ExplainResult, Params } from '../../contract/protocol';
import { columnSummaries } from '../dataset/features';
import { type GradientRankingName, type RankingName, RANKINGS } from '../../contract/rankings';
import type { RowScores } from '../../core/models/types';
import { runChecks } from '../checks/run';
import type { CheckContext } from '../checks/types';
import { cellsOf } from '../dataset/cells';
import type { Dataset } from '../dataset/types';
import { agreementOfRankings, agreementWithInfluence, rankedBy } from '../documents/rankings';
import type { Engine } from '../session/engine';
import { fittedModel, knownRowScores, rowScores, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { type DatasetRequest, onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { type Choice, describeTarget, findRecord } from '../session/target';
import { requireFinite } from './finite';
import { trainingColumns } from './training';
import { orderBySize } from '../../core/orderBySize';

/** Up to this many multiplications, self-influence of all rows is not noticed beside the explanation itself. */
const CHEAP_SCORES = 3e9;

/** As the protocol's request, or with the choice left to the record. */
export type ExplainParams = Omit<Params<'explain'>, 'choice'> & { choice: Choice };

export interface ExplainOptions {
  /** The target names a file that must hold one record. */
  onlyRecord?: boolean;
  /** Leverage-corrected forecasts for all rows even where they are dear. */
  allForecasts?: boolean;
  /** Every check, also those that take long. */
  fullChecks?: boolean;
}

/** Every training row's influence on one prediction. */
export function explain(
  engine: Engine,
  params: ExplainParams,
  work: Work,
  options: ExplainOptions = {},
): Promise<ExplainResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const context = await explanationOf(request, params, options);
    const { dataset, record, fitted, target, influence, scores } = context;
    const selfInfluence = influence.selfInfluence ?? scores?.selfInfluence;
    const names = dataset.train.file.table.layout.names;
    const [targetCells] = await cellsOf(record.file, [record.ref], names);
    const trust = await timed(request.timings, 'scoreMs', () =>
      runChecks(context, options.fullChecks === true),
    );
    const other = await otherRanking(context, params.rankBy);
    return timed(request.timings, 'scoreMs', () => {
      const ranked = influence.removalForecast ?? influence.removalDelta;
      return Promise.resolve({
        head: documentHead(request, dataset, fitted, [...influence.checks, ...trust]),
        solver: influence.solver,
        target: target.shown,
        targetCells,
        columns: columnSummaries(dataset),
        training: trainingColumns(dataset, fitted),
        influence: requireFinite('influence', influence.influence),
        removalDelta: requireFinite('predicted change', influence.removalDelta),
        removalForecast:
          influence.removalForecast && requireFinite('forecast change', influence.removalForecast),
        forecastRows: influence.forecastRows,
        removalProbabilityDelta: requireFinite(
          'change of the probability',
          influence.removalProbabilityDelta,
        ),
        selfInfluence: selfInfluence && requireFinite('self-influence', selfInfluence),
        order: other?.order ?? orderBySize(ranked),
        ranking: other?.ranking,
        rankings: rankingsOf(fitted),
      });
    });
  });
}

/** An explanation with all that its checks need. */
export async function explanationOf(
  request: DatasetRequest,
  params: Pick<ExplainParams, 'target' | 'choice'>,
  { onlyRecord, allForecasts }: ExplainOptions,
): Promise<CheckContext> {
  const { work } = request;
  const dataset = await currentDataset(request);
  // The record is looked up before the fit: a wrong number is told at once.
  const record = await findRecord(request, dataset, params.target, onlyRecord);
  const fitted = await fittedModel(request, dataset);
  const target = await describeTarget(dataset, fitted, record, params.choice, work);
  const influence = await timed(request.timings, 'solveMs', () =>
    fitted.model.explain(
      target.features,
      target.explained,
      { ...solverOptions(request, dataset), forecast: allForecasts ? 'all' : 'leading' },
      work,
    ),
  );
  const scores = await affordableScores(request, dataset, fitted);
  return { request, dataset, record, fitted, target, influence, scores, work };
}

/** For networks, without the inverse Hessian is the dot product of gradients. */
function rankingsOf({ model: { gradientRankings } }: Fitted): RankingName[] {
  return RANKINGS.filter((name) => {
    if (isOfGradients(name)) return gradientRankings?.includes(name) ?? false;
    return name !== 'withoutHessian' || !gradientRankings;
  });
}

async function otherRanking(
  context: CheckContext,
  by: RankingName = 'influence',
): Promise<{ order: Int32Array; ranking: RankedBy } | undefined> {
  const { request, dataset, fitted, target, work } = context;
  if (by === 'influence') return undefined;
  if (isOfGradients(by)) return rankingOfGradients(context, by);
  const options = solverOptions(request, dataset);
  const { features, explained } = target;
  const rankings = await insightOf(fitted).rankings(features, explained, options, work);
  return { order: rankedBy(rankings, by), ranking: { by, ...agreementWithInfluence(rankings, by) } };
}

function isOfGradients(by: RankingName): by is GradientRankingName {
  return by === 'tracin' || by === 'gradientDot' || by === 'gradientCosine';
}

async function rankingOfGradients(
  { fitted: { model }, target, influence, work }: CheckContext,
  by: GradientRankingName,
): Promise<{ order: Int32Array; ranking: RankedBy }> {
  if (!model.gradientRanking)
    throw new LensError(
      'model',
      'TracIn and the similarity of gradients rank the training rows of networks.',
      {
        hint: 'For this model, "no-hessian" ranks by the dot products of gradients.',
      },
    );
  const scores = await model.gradientRanking(by, target.features, target.explained, work);
  const sizes = requireFinite('ranking', scores).map(Math.abs);
  const agreement = agreementOfRankings(influence.influence.map(Math.abs), sizes);
  return { order: orderBySize(sizes), ranking: { by, ...agreement } };
}

/** Scores of all rows when they are known or cost next to nothing; else their own request brings them. */
async function affordableScores(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
): Promise<RowScores | undefined> {
  const known = await knownRowScores(request, dataset, fitted);
  if (known) return known;
  // Stochastic estimation takes a solve a row.
  if (solverOptions(request, dataset).solver === 'lissa') return undefined;
  const { parameters } = fitted.model.report;
  // The cheaper of a solve per row with a factor of the parameters' Hessian and of the rows' Gram matrix.
  const size = Math.min(parameters, dataset.train.rows.length);
  if (dataset.train.rows.length * size * size > CHEAP_SCORES) return undefined;
  try {
    return await rowScores(request, dataset, fitted);
  } catch (error) {
    // A network that has none is explained all the same.
    if (error instanceof LensError && ['model', 'memory'].includes(error.code)) return undefined;
    throw error;
  }
}
