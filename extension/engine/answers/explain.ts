import type { Work } from '../../contract/progress';
import type { ExplainResult, Params } from '../../contract/protocol';
import { columnSummaries } from '../dataset/features';
import { cellsOf } from '../dataset/cells';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { fittedModel, knownRowScores, rowScores, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { type DatasetRequest, onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { type Choice, describeTarget, findRecord } from '../session/target';
import { requireFinite } from './finite';
import { orderBySize, trainingColumns } from './training';

/** Up to this many multiplications, self-influence of all rows is not noticed beside the explanation itself. */
const CHEAP_SCORES = 3e9;

/** As the protocol's request, or with the choice left to the record. */
export type ExplainParams = Omit<Params<'explain'>, 'choice'> & { choice: Choice };

export interface ExplainOptions {
  /** The target names a file that must hold one record. */
  onlyRecord?: boolean;
  /** Leverage-corrected forecasts for all rows even where they are dear. */
  allForecasts?: boolean;
}

/** Every training row's influence on one prediction. */
export function explain(
  engine: Engine,
  params: ExplainParams,
  work: Work,
  options: ExplainOptions = {},
): Promise<ExplainResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    // The record is looked up before the fit: a wrong number is told at once.
    const record = await findRecord(request, dataset, params.target, options.onlyRecord);
    const fitted = await fittedModel(request, dataset);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const influence = await timed(request.timings, 'solveMs', () =>
      fitted.model.explain(
        target.features,
        target.explained,
        { ...solverOptions(request, dataset), forecast: options.allForecasts ? 'all' : 'leading' },
        work,
      ),
    );
    const selfInfluence =
      influence.selfInfluence ?? (await affordableSelfInfluence(request, dataset, fitted));
    const names = dataset.train.file.table.layout.names;
    const [targetCells] = await cellsOf(record.file, [record.ref], names);
    return timed(request.timings, 'scoreMs', () => {
      const ranked = influence.removalForecast ?? influence.removalDelta;
      return Promise.resolve({
        head: documentHead(request, dataset, fitted, influence.checks),
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
        order: orderBySize(ranked),
      });
    });
  });
}

/** Self-influence of all rows when it is known or costs next to nothing; else its own request brings it. */
async function affordableSelfInfluence(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
): Promise<Float64Array | undefined> {
  const known = await knownRowScores(request, dataset, fitted);
  if (known) return known.selfInfluence;
  const { parameters } = fitted.model.report;
  // The cheaper of a solve per row with a factor of the parameters' Hessian and of the rows' Gram matrix.
  const size = Math.min(parameters, dataset.train.rows.length);
  if (dataset.train.rows.length * size * size > CHEAP_SCORES) return undefined;
  return (await rowScores(request, dataset, fitted)).selfInfluence;
}
